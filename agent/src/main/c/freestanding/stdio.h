/* jni.h includes it and needs nothing of it; a cross compiler may come without a libc's headers. */
