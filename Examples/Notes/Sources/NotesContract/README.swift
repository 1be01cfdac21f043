// Written by CodegenPlugin at every build, from ../../openapi.yaml. There is nothing to change here.
