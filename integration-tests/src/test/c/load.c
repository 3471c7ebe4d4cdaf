/* Loads the library that the first argument names, and finds every symbol that the others name. */
#include <dlfcn.h>
#include <features.h>
#include <stdio.h>

#ifdef __GLIBC__
#error "made for musl: its headers do not define __GLIBC__"
#endif

int main(int argc, char **argv) {
  void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
  if (library == NULL) {
    fprintf(stderr, "not loaded: %s\n", argc > 1 ? dlerror() : "no library is named");
    return 1;
  }
  int found = 0;
  for (int i = 2; i < argc; i++) {
    if (dlsym(library, argv[i]) == NULL) {
      fprintf(stderr, "not found: %s\n", argv[i]);
      return 1;
    }
    found++;
  }
  printf("%d symbols found\n", found);
  return dlclose(library);
}
