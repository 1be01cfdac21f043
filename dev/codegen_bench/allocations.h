// How many times the program has asked for memory.
long allocation_count(void);
