/* Scans the tokens of a file with libyaml and does nothing else: the measure that the generator is compared with. */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv) {
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    yaml_parser_t parser;
    yaml_token_t token;
    unsigned long count = 0;
    int done = 0;
    if (!file || !yaml_parser_initialize(&parser)) return 2;
    yaml_parser_set_input_file(&parser, file);
    while (!done) {
        if (!yaml_parser_scan(&parser, &token)) return 1;
        done = token.type == YAML_STREAM_END_TOKEN;
        yaml_token_delete(&token);
        count++;
    }
    yaml_parser_delete(&parser);
    fclose(file);
    printf("%lu\n", count);
    return 0;
}
