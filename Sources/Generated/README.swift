// This target is written by CodegenPlugin at every build, from the contract that codegen.yaml names.
// SwiftPM wants one source file by hand; this is it, and there is nothing else to change here.
