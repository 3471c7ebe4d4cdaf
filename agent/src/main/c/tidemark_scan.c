/*
 * The natives of io.tidemark.agent.discovery.jvmti.JvmtiLibrary: what of JVMTI can't be had in
 * Java. All that can be decided in Java is decided there.
 *
 * Freestanding, so that one file serves every libc: no call but through the JNI and JVMTI tables,
 * memory from JVMTI Allocate, and no struct or loop that the compiler would turn into memset.
 *
 * Every walk is given a class. Since JDK 20 a walk writes an identity hash into the header of each
 * object that it shows to a callback, and the application's collections have to preserve all of
 * those headers from then on: so it must be shown maps and nothing else. A walk without a class, or
 * one that is filtered by tags, is shown every object there is.
 */
#include <jni.h>
#include <jvmti.h>
#include <stddef.h>
#include <stdint.h>

#define NATIVE(type, name)                                                                         \
  JNIEXPORT type JNICALL Java_io_tidemark_agent_discovery_jvmti_JvmtiLibrary_##name

enum { LARGE = 1, OWN = 2, PARKED = 3 };

enum { MOST_LOCALS = 65536 };

static jvmtiEnv *of(jlong environment) { return (jvmtiEnv *)(intptr_t)environment; }

/* Throws an IllegalStateException with the error's name, and says whether there was an error. */
static int failed(JNIEnv *jni, jvmtiEnv *jvmti, jvmtiError error) {
  if (error == JVMTI_ERROR_NONE) {
    return 0;
  }
  char *name;
  jclass type = (*jni)->FindClass(jni, "java/lang/IllegalStateException");
  if (type != NULL && (*jvmti)->GetErrorName(jvmti, error, &name) == JVMTI_ERROR_NONE) {
    (*jni)->ThrowNew(jni, type, name);
    (*jvmti)->Deallocate(jvmti, (unsigned char *)name);
  }
  return 1;
}

NATIVE(jlong, open)(JNIEnv *jni, jobject self) {
  static const jvmtiCapabilities tagging = {.can_tag_objects = 1};
  JavaVM *vm;
  jvmtiEnv *jvmti;
  (void)self;
  if ((*jni)->GetJavaVM(jni, &vm) != JNI_OK ||
      (*vm)->GetEnv(vm, (void **)&jvmti, JVMTI_VERSION_11) != JNI_OK) {
    jclass type = (*jni)->FindClass(jni, "java/lang/IllegalStateException");
    if (type != NULL) {
      (*jni)->ThrowNew(jni, type, "no JVMTI in this JVM");
    }
    return 0;
  }
  jvmtiError error = (*jvmti)->AddCapabilities(jvmti, &tagging);
  if (failed(jni, jvmti, error)) {
    (*jvmti)->DisposeEnvironment(jvmti);
    return 0;
  }
  return (jlong)(intptr_t)jvmti;
}

NATIVE(void, close)(JNIEnv *jni, jobject self, jlong environment) {
  (void)jni;
  (void)self;
  (*of(environment))->DisposeEnvironment(of(environment));
}

/* HotSpot ensures no more (MaxJNILocalCapacity), and has no limit for what is there. */
static int ensure_locals(JNIEnv *jni, jint count) {
  return (*jni)->EnsureLocalCapacity(jni, count < MOST_LOCALS ? count : MOST_LOCALS) == JNI_OK;
}

/* A Java array of the objects, whose local references are deleted; NULL where there is no memory. */
static jobjectArray to_array(JNIEnv *jni, const char *element, jobject *objects, jint count) {
  jobjectArray result = NULL;
  if (ensure_locals(jni, count)) {
    jclass type = (*jni)->FindClass(jni, element);
    result = type == NULL ? NULL : (*jni)->NewObjectArray(jni, count, type, NULL);
  }
  for (jint i = 0; i < count; i++) {
    if (result != NULL) {
      (*jni)->SetObjectArrayElement(jni, result, i, objects[i]);
    }
    (*jni)->DeleteLocalRef(jni, objects[i]);
  }
  return result;
}

NATIVE(jobjectArray, loadedClasses)(JNIEnv *jni, jobject self, jlong environment) {
  jvmtiEnv *jvmti = of(environment);
  jclass *classes;
  jint count;
  (void)self;
  if (failed(jni, jvmti, (*jvmti)->GetLoadedClasses(jvmti, &count, &classes))) {
    return NULL;
  }
  jobjectArray result = to_array(jni, "java/lang/Class", classes, count);
  (*jvmti)->Deallocate(jvmti, (unsigned char *)classes);
  return result;
}

NATIVE(jint, fields)(JNIEnv *jni, jobject self, jlong environment, jclass type) {
  jvmtiEnv *jvmti = of(environment);
  jfieldID *fields;
  jint count;
  (void)self;
  if (failed(jni, jvmti, (*jvmti)->GetClassFields(jvmti, type, &count, &fields))) {
    return 0;
  }
  (*jvmti)->Deallocate(jvmti, (unsigned char *)fields);
  return count;
}

NATIVE(jint, fieldPosition)
(JNIEnv *jni, jobject self, jlong environment, jclass type, jobject field) {
  jvmtiEnv *jvmti = of(environment);
  jfieldID wanted = (*jni)->FromReflectedField(jni, field);
  jfieldID *fields;
  jint count;
  jint position = -1;
  (void)self;
  if (failed(jni, jvmti, (*jvmti)->GetClassFields(jvmti, type, &count, &fields))) {
    return 0;
  }
  for (jint i = 0; i < count; i++) {
    if (fields[i] == wanted) {
      position = i;
    }
  }
  (*jvmti)->Deallocate(jvmti, (unsigned char *)fields);
  return position;
}

static jvmtiIterationControl JNICALL count_instance(jlong class_tag, jlong size, jlong *tag,
                                                    void *counts) {
  (void)size;
  (void)tag;
  if (class_tag > 0) {
    ((jlong *)counts)[class_tag - 1]++;
  }
  return JVMTI_ITERATION_CONTINUE;
}

/* Tags each class with its place in the array, counted from 1, or takes the tags away. */
static jvmtiError tag_classes(JNIEnv *jni, jvmtiEnv *jvmti, jobjectArray types, jsize length,
                              int take_away) {
  jvmtiError error = JVMTI_ERROR_NONE;
  for (jsize i = 0; i < length && error == JVMTI_ERROR_NONE; i++) {
    jobject type = (*jni)->GetObjectArrayElement(jni, types, i);
    error = (*jvmti)->SetTag(jvmti, type, take_away ? 0 : i + 1);
    (*jni)->DeleteLocalRef(jni, type);
  }
  return error;
}

NATIVE(jlongArray, count)
(JNIEnv *jni, jobject self, jlong environment, jclass family, jobjectArray types) {
  jvmtiEnv *jvmti = of(environment);
  jsize length = (*jni)->GetArrayLength(jni, types);
  unsigned char *memory;
  jlongArray result = NULL;
  (void)self;
  if (failed(jni, jvmti, (*jvmti)->Allocate(jvmti, (jlong)length * 8, &memory))) {
    return NULL;
  }
  jlong *counts = (jlong *)memory;
  for (jsize i = 0; i < length; i++) {
    counts[i] = 0;
  }
  jvmtiError error = tag_classes(jni, jvmti, types, length, 0);
  if (error == JVMTI_ERROR_NONE) {
    error = (*jvmti)->IterateOverInstancesOfClass(jvmti, family, JVMTI_HEAP_OBJECT_EITHER,
                                                  count_instance, counts);
  }
  jvmtiError untagged = tag_classes(jni, jvmti, types, length, 1);
  if (!failed(jni, jvmti, error == JVMTI_ERROR_NONE ? untagged : error)) {
    result = (*jni)->NewLongArray(jni, length);
    if (result != NULL) {
      (*jni)->SetLongArrayRegion(jni, result, 0, length, counts);
    }
  }
  (*jvmti)->Deallocate(jvmti, memory);
  return result;
}

/* The field that is looked for has another type: the indices are wrong on this JVM. */
static const jint MISMATCH = -1;

/* What a walk over HashMaps looks for, and what it has seen of the map it is at. */
struct hash_maps {
  jint threshold_index;
  jint load_factor_index;
  jlong min_slots;
  jint read;
  int fields_seen;
  jint threshold;
  jfloat load_factor;
};

/*
 * Whether the table may have so many slots. A table of n slots has the threshold (int) (n × load
 * factor) where it was made with that many, and n/16 × (int) (16 × load factor), which is less,
 * where it grew from 16 by doubling both; MAX_VALUE where that can't grow, and below 0 where the
 * doubling went over.
 */
static int may_be_large(const struct hash_maps *maps) {
  jlong at_16 = maps->load_factor < 1e8f ? (jlong)(16 * maps->load_factor) : 1600000000;
  jlong least = at_16 * maps->min_slots / 16;
  if (least > INT32_MAX) {
    least = INT32_MAX;
  }
  return maps->threshold < 0 || maps->threshold >= least;
}

/* The two fields of one map come one after the other, in an order that differs between JDKs. */
static jint JNICALL hash_map_field(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info,
                                   jlong class_tag, jlong *tag, jvalue value,
                                   jvmtiPrimitiveType type, void *user_data) {
  struct hash_maps *maps = user_data;
  (void)kind;
  (void)class_tag;
  if (info->field.index == maps->threshold_index) {
    maps->threshold = value.i;
    maps->fields_seen |= type == JVMTI_PRIMITIVE_TYPE_INT ? 1 : 4;
  } else if (info->field.index == maps->load_factor_index) {
    maps->load_factor = value.f;
    maps->fields_seen |= type == JVMTI_PRIMITIVE_TYPE_FLOAT ? 2 : 4;
  } else {
    return 0;
  }
  if (maps->fields_seen & 4) {
    maps->read = MISMATCH;
  } else if (maps->fields_seen == 3) {
    maps->fields_seen = 0;
    maps->read++;
    if (may_be_large(maps)) {
      *tag = LARGE;
    }
  }
  return 0;
}

/* What a walk over ConcurrentHashMaps looks for. */
struct concurrent_hash_maps {
  jint size_control_index;
  jint min_slots;
  jint read;
};

/*
 * sizeCtl is the entries at which the table grows, n - n/4; the wished size where there is no table
 * yet; and below 0 while a table is being made or grows.
 */
static jint JNICALL concurrent_hash_map_field(jvmtiHeapReferenceKind kind,
                                              const jvmtiHeapReferenceInfo *info, jlong class_tag,
                                              jlong *tag, jvalue value, jvmtiPrimitiveType type,
                                              void *user_data) {
  struct concurrent_hash_maps *maps = user_data;
  (void)kind;
  (void)class_tag;
  if (info->field.index != maps->size_control_index || maps->read == MISMATCH) {
    return 0;
  }
  if (type != JVMTI_PRIMITIVE_TYPE_INT) {
    maps->read = MISMATCH;
    return 0;
  }
  maps->read++;
  if (value.i < 0 || value.i >= maps->min_slots - (maps->min_slots >> 2)) {
    *tag = LARGE;
  }
  return 0;
}

NATIVE(jint, tagHashMaps)
(JNIEnv *jni, jobject self, jlong environment, jclass type, jint threshold, jint load_factor,
 jint min_slots) {
  static const jvmtiHeapCallbacks callbacks = {.primitive_field_callback = hash_map_field};
  jvmtiEnv *jvmti = of(environment);
  struct hash_maps maps;
  (void)self;
  maps.threshold_index = threshold;
  maps.load_factor_index = load_factor;
  maps.min_slots = min_slots;
  maps.read = 0;
  maps.fields_seen = 0;
  failed(jni, jvmti, (*jvmti)->IterateThroughHeap(jvmti, 0, type, &callbacks, &maps));
  return maps.read;
}

NATIVE(jint, tagConcurrentHashMaps)
(JNIEnv *jni, jobject self, jlong environment, jclass type, jint size_control, jint min_slots) {
  static const jvmtiHeapCallbacks callbacks = {.primitive_field_callback =
                                                   concurrent_hash_map_field};
  jvmtiEnv *jvmti = of(environment);
  struct concurrent_hash_maps maps;
  (void)self;
  maps.size_control_index = size_control;
  maps.min_slots = min_slots;
  maps.read = 0;
  failed(jni, jvmti, (*jvmti)->IterateThroughHeap(jvmti, 0, type, &callbacks, &maps));
  return maps.read;
}

NATIVE(jobjectArray, tagged)(JNIEnv *jni, jobject self, jlong environment) {
  static const jlong large = LARGE;
  jvmtiEnv *jvmti = of(environment);
  jobject *found;
  jint count;
  (void)self;
  if (failed(jni, jvmti,
             (*jvmti)->GetObjectsWithTags(jvmti, 1, &large, &count, &found, NULL))) {
    return NULL;
  }
  jobjectArray result = to_array(jni, "java/lang/Object", found, count);
  (*jvmti)->Deallocate(jvmti, (unsigned char *)found);
  return result;
}

static int is_static(jvmtiEnv *jvmti, jclass type, jfieldID field) {
  static const jint acc_static = 0x0008;
  jint modifiers;
  return (*jvmti)->GetFieldModifiers(jvmti, type, field, &modifiers) == JVMTI_ERROR_NONE &&
         (modifiers & acc_static) != 0;
}

/* Puts a field's name and signature into the array, and says whether the JVM went along. */
static int describe_field(JNIEnv *jni, jvmtiEnv *jvmti, jclass type, jfieldID field,
                          jobjectArray into, jsize at) {
  char *name;
  char *signature;
  if (failed(jni, jvmti, (*jvmti)->GetFieldName(jvmti, type, field, &name, &signature, NULL))) {
    return 0;
  }
  jstring text = (*jni)->NewStringUTF(jni, name);
  jstring descriptor = text == NULL ? NULL : (*jni)->NewStringUTF(jni, signature);
  if (descriptor != NULL) {
    (*jni)->SetObjectArrayElement(jni, into, at, text);
    (*jni)->SetObjectArrayElement(jni, into, at + 1, descriptor);
  }
  (*jni)->DeleteLocalRef(jni, text);
  (*jni)->DeleteLocalRef(jni, descriptor);
  (*jvmti)->Deallocate(jvmti, (unsigned char *)name);
  (*jvmti)->Deallocate(jvmti, (unsigned char *)signature);
  return descriptor != NULL;
}

NATIVE(jobjectArray, describeFields)
(JNIEnv *jni, jobject self, jlong environment, jclass type, jboolean statics) {
  jvmtiEnv *jvmti = of(environment);
  jfieldID *fields = NULL;
  jint count = 0;
  jint wanted = 0;
  (void)self;
  /* the JVM itself makes objects of classes that it never links, such as a thread's StackChunk */
  jvmtiError error = (*jvmti)->GetClassFields(jvmti, type, &count, &fields);
  if (error != JVMTI_ERROR_CLASS_NOT_PREPARED && failed(jni, jvmti, error)) {
    return NULL;
  }
  for (jint i = 0; i < count; i++) {
    wanted += is_static(jvmti, type, fields[i]) == statics;
  }
  jclass text = (*jni)->FindClass(jni, "java/lang/String");
  jobjectArray result = text == NULL ? NULL : (*jni)->NewObjectArray(jni, 2 * wanted, text, NULL);
  jsize at = 0;
  for (jint i = 0; i < count && result != NULL; i++) {
    if (is_static(jvmti, type, fields[i]) != statics) {
      continue;
    }
    if (!describe_field(jni, jvmti, type, fields[i], result, at)) {
      result = NULL;
    }
    at += 2;
  }
  (*jvmti)->Deallocate(jvmti, (unsigned char *)fields);
  return result;
}

NATIVE(jobjectArray, staticValues)(JNIEnv *jni, jobject self, jlong environment, jclass type) {
  jvmtiEnv *jvmti = of(environment);
  jfieldID *fields;
  jint count;
  jint wanted = 0;
  (void)self;
  if (failed(jni, jvmti, (*jvmti)->GetClassFields(jvmti, type, &count, &fields))) {
    return NULL;
  }
  for (jint i = 0; i < count; i++) {
    wanted += is_static(jvmti, type, fields[i]);
  }
  jclass object = (*jni)->FindClass(jni, "java/lang/Object");
  jobjectArray result = object == NULL ? NULL : (*jni)->NewObjectArray(jni, wanted, object, NULL);
  jsize at = 0;
  for (jint i = 0; i < count && result != NULL; i++) {
    char *signature;
    if (!is_static(jvmti, type, fields[i])) {
      continue;
    }
    if ((*jvmti)->GetFieldName(jvmti, type, fields[i], NULL, &signature, NULL) ==
        JVMTI_ERROR_NONE) {
      if (signature[0] == 'L' || signature[0] == '[') {
        jobject value = (*jni)->GetStaticObjectField(jni, type, fields[i]);
        (*jni)->SetObjectArrayElement(jni, result, at, value);
        (*jni)->DeleteLocalRef(jni, value);
      }
      (*jvmti)->Deallocate(jvmti, (unsigned char *)signature);
    }
    at++;
  }
  (*jvmti)->Deallocate(jvmti, (unsigned char *)fields);
  return result;
}

/*
 * What a walk from the roots is shown first are the threads' stacks, and then what native code
 * holds. All else comes after: a walk that ends there is over the stacks alone, and never over the
 * heap. The stacks of virtual threads that are parked lie in the heap, and are shown where a walk
 * follows the threads: so these are made roots, by references of native code, and nothing else is
 * followed.
 */
struct stacks {
  int any_parked;
};

static jint visit_stack_object(jlong thread, jlong *tag) {
  if (*tag == PARKED) {
    return JVMTI_VISIT_OBJECTS;
  }
  if (thread != OWN && *tag == 0) {
    *tag = LARGE;
  }
  return 0;
}

static jint JNICALL stack_object(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info,
                                 jlong class_tag, jlong referrer_class_tag, jlong size, jlong *tag,
                                 jlong *referrer_tag, jint length, void *user_data) {
  const struct stacks *stacks = user_data;
  (void)class_tag;
  (void)referrer_class_tag;
  (void)size;
  (void)referrer_tag;
  (void)length;
  switch (kind) {
  case JVMTI_HEAP_REFERENCE_THREAD:
    return 0;
  case JVMTI_HEAP_REFERENCE_OTHER:
    /* a virtual thread that runs, before its frames (from JDK 21 on) */
    return visit_stack_object(0, tag);
  case JVMTI_HEAP_REFERENCE_STACK_LOCAL:
    return visit_stack_object(info->stack_local.thread_tag, tag);
  case JVMTI_HEAP_REFERENCE_JNI_LOCAL:
    return visit_stack_object(info->jni_local.thread_tag, tag);
  case JVMTI_HEAP_REFERENCE_JNI_GLOBAL:
    return visit_stack_object(0, tag);
  default:
    return stacks->any_parked ? 0 : JVMTI_VISIT_ABORT;
  }
}

/* Gives all objects of an array one tag. */
static jvmtiError tag_all(JNIEnv *jni, jvmtiEnv *jvmti, jobjectArray objects, jlong tag) {
  jvmtiError error = JVMTI_ERROR_NONE;
  jsize length = (*jni)->GetArrayLength(jni, objects);
  for (jsize i = 0; i < length && error == JVMTI_ERROR_NONE; i++) {
    jobject object = (*jni)->GetObjectArrayElement(jni, objects, i);
    error = (*jvmti)->SetTag(jvmti, object, tag);
    (*jni)->DeleteLocalRef(jni, object);
  }
  return error;
}

/* Makes each of the objects a root, until the native method returns. */
static int make_roots(JNIEnv *jni, jobjectArray objects) {
  jsize length = (*jni)->GetArrayLength(jni, objects);
  if (!ensure_locals(jni, length + 16)) {
    return 0;
  }
  for (jsize i = 0; i < length; i++) {
    (*jni)->GetObjectArrayElement(jni, objects, i);
  }
  return 1;
}

NATIVE(jobjectArray, stackObjects)
(JNIEnv *jni, jobject self, jlong environment, jobjectArray own, jobjectArray parked) {
  static const jvmtiHeapCallbacks callbacks = {.heap_reference_callback = stack_object};
  jvmtiEnv *jvmti = of(environment);
  struct stacks stacks;
  stacks.any_parked = (*jni)->GetArrayLength(jni, parked) > 0;
  if (failed(jni, jvmti, tag_all(jni, jvmti, own, OWN)) ||
      failed(jni, jvmti, tag_all(jni, jvmti, parked, PARKED)) || !make_roots(jni, parked) ||
      failed(jni, jvmti,
             (*jvmti)->FollowReferences(jvmti, 0, NULL, NULL, &callbacks, &stacks))) {
    return NULL;
  }
  return Java_io_tidemark_agent_discovery_jvmti_JvmtiLibrary_tagged(jni, self, environment);
}

/* Where a thread's stack holds an object. */
struct frame {
  jlong object;
  jlong thread;
  jlong depth;
  jlong slot;
  jlong location;
  jlong method;
};

enum { FRAME_NUMBERS = 6 };

struct frames {
  struct frame *frames;
  jlong objects;
  jlong first_parked;
  int any_parked;
  jint most;
  jint count;
};

static jint JNICALL stack_frame(jvmtiHeapReferenceKind kind, const jvmtiHeapReferenceInfo *info,
                                jlong class_tag, jlong referrer_class_tag, jlong size, jlong *tag,
                                jlong *referrer_tag, jint length, void *user_data) {
  struct frames *frames = user_data;
  (void)class_tag;
  (void)referrer_class_tag;
  (void)size;
  (void)referrer_tag;
  (void)length;
  if (*tag >= frames->first_parked) {
    return JVMTI_VISIT_OBJECTS;
  }
  if (kind == JVMTI_HEAP_REFERENCE_THREAD || kind == JVMTI_HEAP_REFERENCE_OTHER ||
      kind == JVMTI_HEAP_REFERENCE_JNI_LOCAL) {
    return 0;
  }
  if (kind != JVMTI_HEAP_REFERENCE_STACK_LOCAL) {
    return frames->any_parked ? 0 : JVMTI_VISIT_ABORT;
  }
  if (*tag > 0 && *tag <= frames->objects && info->stack_local.thread_tag > frames->objects &&
      frames->count < frames->most) {
    struct frame *frame = &frames->frames[frames->count++];
    frame->object = *tag - 1;
    frame->thread = info->stack_local.thread_tag - frames->objects - 1;
    frame->depth = info->stack_local.depth;
    frame->slot = info->stack_local.slot;
    frame->location = info->stack_local.location;
    frame->method = (jlong)(intptr_t)info->stack_local.method;
  }
  return 0;
}

/* Tags each object with its place in the array, counted from the number given. */
static jvmtiError tag_places(JNIEnv *jni, jvmtiEnv *jvmti, jobjectArray objects, jlong first) {
  jvmtiError error = JVMTI_ERROR_NONE;
  jsize length = (*jni)->GetArrayLength(jni, objects);
  for (jsize i = 0; i < length && error == JVMTI_ERROR_NONE; i++) {
    jobject object = (*jni)->GetObjectArrayElement(jni, objects, i);
    error = (*jvmti)->SetTag(jvmti, object, first + i);
    (*jni)->DeleteLocalRef(jni, object);
  }
  return error;
}

NATIVE(jlongArray, stackFrames)
(JNIEnv *jni, jobject self, jlong environment, jobjectArray objects, jobjectArray threads,
 jobjectArray parked, jint most) {
  static const jvmtiHeapCallbacks callbacks = {.heap_reference_callback = stack_frame};
  jvmtiEnv *jvmti = of(environment);
  struct frames frames;
  unsigned char *memory;
  jlongArray result = NULL;
  (void)self;
  frames.objects = (*jni)->GetArrayLength(jni, objects);
  frames.first_parked = frames.objects + (*jni)->GetArrayLength(jni, threads) + 1;
  frames.any_parked = (*jni)->GetArrayLength(jni, parked) > 0;
  frames.most = most;
  frames.count = 0;
  if (failed(jni, jvmti, tag_places(jni, jvmti, objects, 1)) ||
      failed(jni, jvmti, tag_places(jni, jvmti, threads, frames.objects + 1)) ||
      failed(jni, jvmti, tag_places(jni, jvmti, parked, frames.first_parked)) ||
      !make_roots(jni, parked) ||
      failed(jni, jvmti,
             (*jvmti)->Allocate(jvmti, (jlong)most * (jlong)sizeof(struct frame), &memory))) {
    return NULL;
  }
  frames.frames = (struct frame *)memory;
  if (!failed(jni, jvmti,
              (*jvmti)->FollowReferences(jvmti, 0, NULL, NULL, &callbacks, &frames))) {
    result = (*jni)->NewLongArray(jni, frames.count * FRAME_NUMBERS);
    if (result != NULL) {
      (*jni)->SetLongArrayRegion(jni, result, 0, frames.count * FRAME_NUMBERS,
                                 (const jlong *)memory);
    }
  }
  (*jvmti)->Deallocate(jvmti, memory);
  return result;
}

NATIVE(jobjectArray, describeMethod)(JNIEnv *jni, jobject self, jlong environment, jlong method) {
  jvmtiEnv *jvmti = of(environment);
  jmethodID id = (jmethodID)(intptr_t)method;
  jclass owner;
  char *name;
  char *signature;
  (void)self;
  if (failed(jni, jvmti, (*jvmti)->GetMethodDeclaringClass(jvmti, id, &owner)) ||
      failed(jni, jvmti, (*jvmti)->GetMethodName(jvmti, id, &name, &signature, NULL))) {
    return NULL;
  }
  jclass object = (*jni)->FindClass(jni, "java/lang/Object");
  jobjectArray result = object == NULL ? NULL : (*jni)->NewObjectArray(jni, 3, object, NULL);
  jstring text = result == NULL ? NULL : (*jni)->NewStringUTF(jni, name);
  jstring descriptor = text == NULL ? NULL : (*jni)->NewStringUTF(jni, signature);
  if (descriptor != NULL) {
    (*jni)->SetObjectArrayElement(jni, result, 0, owner);
    (*jni)->SetObjectArrayElement(jni, result, 1, text);
    (*jni)->SetObjectArrayElement(jni, result, 2, descriptor);
  }
  (*jvmti)->Deallocate(jvmti, (unsigned char *)name);
  (*jvmti)->Deallocate(jvmti, (unsigned char *)signature);
  return descriptor == NULL ? NULL : result;
}

NATIVE(jlong, codeLength)(JNIEnv *jni, jobject self, jlong environment, jlong method) {
  jvmtiEnv *jvmti = of(environment);
  jlocation first;
  jlocation last;
  (void)self;
  if (failed(jni, jvmti,
             (*jvmti)->GetMethodLocation(jvmti, (jmethodID)(intptr_t)method, &first, &last))) {
    return 0;
  }
  return last + 1;
}
