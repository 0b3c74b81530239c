# -*- coding: utf-8 -*-
"""What real CPython's memory looks like after each step of a program, without disturbing the program.

    python -S probe.py JOB.json > REPORT.jsonl

Runs on CPython 2.7 and 3.6 to 3.13 with the standard library alone, on systems that have os.fork.

1. The job lists programs: the text, and how many top-level statements end the setup and each step. A program of the
   interactive prompt has the texts of its lines instead.
2. Each program runs in a child of its own under limits, compiled as one code object, so that constants are shared as
   they are in a script. After the setup and after each step stands a call of __probe__, a built-in name without
   arguments: neither a constant nor a global of the program's own is added. Lines of the prompt are compiled one by
   one, and nothing of a line is kept when it has run; the probe is called between them.
3. __probe__ does one thing in the program: it forks. The child of that fork is a frozen copy of the memory. It forks
   once more; this grandchild may do anything to find names, objects and slots, and sends back addresses; the child,
   still untouched, reads the counts at these addresses (ctypes takes no reference).
4. Where a step is told line by line, a trace function in C (through ctypes: one in Python would have the interpreter
   keep copies of the variables) forks where a line inside a call is over.
5. The report has one line of JSON for each state, and a last one for each program: how it ended.

Addresses stand for identity: two states of one program may be compared by them.
"""
from __future__ import print_function
import ast
import ctypes
import gc
import io
import json
import os
import signal
import sys
import time
import types
import weakref
try:
    import builtins
except ImportError:
    import __builtin__ as builtins
try:
    import resource
except ImportError:
    resource = None

VERSION = sys.version_info[:2]
IS_2 = VERSION[0] == 2
FILENAME = '<program>'
HEADER = sys.getsizeof([]) - [].__sizeof__()           # what the collector puts before an object
USUAL_HEADER = 16 if VERSION >= (3, 8) else 32         # in the builds that the model's sizes were measured on
CODING = '# -*- coding: utf-8 -*-\n' if IS_2 else ''       # a line of its own above the program
MOST_CHILDREN = 64                     # probes that may be at work at one time
HEAP_TYPE = 1 << 9                     # Py_TPFLAGS_HEAPTYPE: the class was made by a class statement

fork = os.fork
getframe = sys._getframe
wait = os.wait
state = {}                             # what a probe needs to know; filled before the program starts
fired = 0
tracing = False


# ------------------------------------------------------------------ the program

def insert_probes(tree, ends):
    """Puts a call of __probe__ after the statements with which the setup and each step end."""
    docstring = bool(tree.body) and ast.get_docstring(tree, clean=False) is not None
    body, done = [], 0
    for number, end in enumerate(ends):
        if number == 0 and end == 0 and docstring:
            end = 1                    # the text stays the first statement, or it would be no docstring
        body += tree.body[done:end]
        done = max(done, end)
        body.append(probe_call(body[-1] if body else None))
    if done != len(tree.body):
        raise ValueError('the program has %d statements, the job says %d' % (len(tree.body), done))
    tree.body = body


def probe_call(after):
    line = max([1] + [getattr(node, 'lineno', 1) for node in ast.walk(after)] if after is not None else [1])
    arguments = {'starargs': None, 'kwargs': None} if IS_2 else {}
    call = ast.Call(func=ast.Name(id='__probe__', ctx=ast.Load()), args=[], keywords=[], **arguments)
    statement = ast.Expr(call)
    for node in ast.walk(statement):
        node.lineno = node.end_lineno = line
        node.col_offset = node.end_col_offset = 0
    return statement


def compiler_flags():
    if not IS_2:
        return 0
    import __future__
    return __future__.print_function.compiler_flag | __future__.division.compiler_flag


def run_lines(lines, ends, names):
    """Runs lines as the interactive prompt does. Neither a line's code nor its text is kept once it has run."""
    flags = compiler_flags()
    lines.reverse()
    done = 0
    for end in ends:
        state['raised'] = None
        while done < end:
            done += 1
            run_line(lines.pop(), flags, names)
        probe()


def run_line(text, flags, names):
    if IS_2:
        text = CODING.encode('ascii') + text.encode('utf-8')
    try:
        exec(compile(text, FILENAME, 'single', flags, True), names)
    except SystemExit:
        raise
    except BaseException:
        state['raised'] = state['raised'] or describe_exception()
        keep_last_error()
    if IS_2:
        sys.exc_clear()


def keep_last_error():
    """What the prompt keeps of an exception that ends a line (Python/pythonrun.c, PyErr_PrintEx), in its order."""
    kind, error, trace = sys.exc_info()
    trace = trace.tb_next              # without the frame of run_line, which the prompt does not have
    if not IS_2:
        error.__traceback__ = trace
    if VERSION >= (3, 12):
        sys.last_exc = error
    sys.last_type = kind
    sys.last_value = error
    sys.last_traceback = trace


def compile_program(program):
    flags = compiler_flags()
    source = program['source']
    if IS_2:
        source = CODING.encode('ascii') + source.encode('utf-8')
    tree = compile(source, FILENAME, 'exec', flags | ast.PyCF_ONLY_AST, True)
    insert_probes(tree, program['ends'])
    return compile(tree, FILENAME, 'exec', flags, True)


class Output(io.BytesIO):
    """Keeps what was printed when the program closes it."""

    def close(self):
        pass


def printed(raw):
    """The bytes that the program has printed; none where it has closed 2.7's own kind of output."""
    try:
        return raw.getvalue()
    except ValueError:
        return b''


def make_output():
    """(what takes the place of sys.stdout, where its bytes are). It keeps no reference to what is printed."""
    if IS_2:
        import cStringIO
        out = cStringIO.StringIO()
        return out, out
    raw = Output()
    return io.TextIOWrapper(raw, encoding='utf-8', errors='backslashreplace', newline='\n', write_through=True), raw


def namespace():
    """The globals of a script before its first line (those that are no objects of the program)."""
    names = {'__name__': '__main__', '__doc__': None, '__package__': None, '__builtins__': builtins}
    if not IS_2:
        names.update({'__loader__': None, '__spec__': None, '__annotations__': {}, '__cached__': None})
    return names


def run_program(program, folder):
    """Runs the program in this process and leaves a file for each state, and one for the end."""
    global fired
    end = {'raised': None, 'step': None}
    try:
        code = None if program['lines'] else compile_program(program)
    except (SyntaxError, ValueError) as error:
        end['refused'] = '%s: %s' % (type(error).__name__, error)
        return end
    lines, ends = program['lines'], program['ends']
    sys.stdout, raw = make_output()
    names = namespace()
    state.update(folder=folder, names=names, hidden=frozenset(names), raw=raw, code=code, into=program['into'],
                 most=program['most'], source=(CODING + program['source']).split('\n'), raised=None)
    program = None
    builtins.__probe__ = probe
    warm_up()
    gc.collect()
    state['frozen'] = frozen_at_start()
    state['known'] = known_ids()
    gc.collect()
    sys.setrecursionlimit(sys.getrecursionlimit() + depth() + (1 if (3, 7) <= VERSION < (3, 12) else 0))
    try:
        if lines:
            run_lines(lines, ends, names)
        else:
            exec(code, names)
    except BaseException:
        stop_tracing()
        end['raised'] = describe_exception()
        end['step'] = fired
    if end['raised']:
        if IS_2:
            sys.exc_clear()
        probe()                        # the state in which the exception leaves the program's names
    wait_for_probes()
    end['output'] = printed(raw).decode('utf-8', 'replace')
    sys.stdout = sys.__stdout__
    return end


def depth():
    """How many frames stand above the program that a script would not have."""
    count, frame = 0, sys._getframe(1)
    while frame is not None:
        count, frame = count + 1, frame.f_back
    return count


def describe_exception():
    kind, error, trace = sys.exc_info()
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILENAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    try:
        message = str(error)
    except Exception:
        message = None                 # the program's own __str__ failed, or 2.7 cannot encode it
    return {'type': kind.__name__, 'message': message, 'line': line}


# ------------------------------------------------------------------ a probe

def probe():
    """Called by the program: forks, and nothing else."""
    global fired
    stop_tracing()
    fired += 1
    state['part'] = 0
    if fork() == 0:
        gc.disable()                   # before anything is allocated here
        state['pending'] = gc.get_count()
        take_picture()
    children_started()
    if 0 < fired <= len(state['into']) and state['into'][fired - 1]:
        start_tracing()


def children_started():
    state['pictures'] += 1             # no method is called here: 3.6 and older allocate for that
    if state['pictures'] > MOST_CHILDREN:
        wait()


# What PyEval_SetTrace takes: the object given to it, the frame, the event, its argument.
TraceFunction = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
CALL, EXCEPTION, LINE, RETURN = 0, 1, 2, 3             # Include/cpython/pystate.h, PyTrace_…
set_trace = ctypes.pythonapi.PyEval_SetTrace
set_trace.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
set_trace.restype = None


def start_tracing():
    global tracing
    state['open'] = None
    tracing = True
    set_trace(trace_address, None)


def stop_tracing():
    global tracing
    if tracing:
        tracing = False
        set_trace(None, None)


def on_event(_, __, what, ___):
    frame = getframe(1)
    if frame.f_code.co_filename != FILENAME:
        return 0
    is_call = frame.f_code.co_name != '<module>'
    line = frame.f_lineno
    here = (id(frame), line)
    if what == LINE:
        if here != state['open']:
            end_part(frame)
            state['open'] = here if is_call else None
    elif what == CALL:
        # A generator that goes on in the middle of a line has no event for that line.
        if frame.f_code.co_flags & GENERATOR and frame.f_lasti >= 0 and line != frame.f_code.co_firstlineno:
            end_part(frame)
            state['open'] = here
        state['resumed'] = True
        return 0
    elif what == RETURN:
        if state['open'] is not None and state['open'][0] == id(frame):
            end_part(frame)
        caller = frame.f_back
        goes_on = caller is not None and caller.f_code.co_filename == FILENAME and caller.f_code.co_name != '<module>'
        state['open'] = (id(caller), caller.f_lineno) if goes_on else None
        state['resumed'] = goes_on
        return 0
    elif what == EXCEPTION and state['resumed']:
        state['open'] = None           # the line does not go on: an exception has come out of the call or into it
    state['resumed'] = False
    return 0


def end_part(frame):
    """A line inside a call is over."""
    if state['open'] is None:
        return
    line = state['open'][1]
    state['open'] = None
    state['parts'] += 1
    if state['parts'] > state['most']:
        stop_tracing()
        return
    state['part'] += 1
    if fork() == 0:
        stop_tracing()
        take_picture(frame, line)
    children_started()


traced = TraceFunction(on_event)       # kept here: C holds no reference to it
trace_address = ctypes.cast(traced, ctypes.c_void_p).value


def warm_up():
    """What the interpreter makes for itself once, at the first use, is not to be made in the program."""
    global fired
    repr([0])                          # the list of containers that are being printed (Py_ReprEnter)
    state.update(parts=0, part=0, pictures=0, open=None, resumed=False, warming=True)
    start_tracing()
    len([])                            # the first event of a trace function
    stop_tracing()
    fired = -1
    probe()                            # below 3.11 each piece of code keeps the frame of its first call
    wait()
    state['warming'] = False


def wait_for_probes():
    while True:
        try:
            wait()
        except OSError:
            return


def take_picture(frame=None, line=0):
    """In the copy of the process: has a second copy describe the memory, and reads the counts itself.

    frame: where an event of the trace function came from; line: the one that is over.
    """
    try:
        if state['warming']:
            os._exit(0)
        reading, writing = os.pipe()
        if fork() == 0:
            lift_memory_limit()
            gc.disable()
            garbage = ask_collector()
            alive = gc.get_objects()
            state.update(collector=describe_collector(frame is None), generations=generations())
            if unfreeze():
                alive = gc.get_objects()
            write_all(writing, picture(alive, garbage, frame, line).encode('ascii'))
            os._exit(0)
        os.close(writing)
        ids, _, text = read_all(reading).decode('ascii').partition('\n')
        if not text:
            os._exit(1)
        # Before 3.11 the probe's own frame refers to the frame that called it.
        caller = id(sys._getframe(2)) if frame is None and VERSION < (3, 11) else 0
        counts = ' '.join([str(count_at(int(address)) - (int(address) == caller)) for address in ids.split()])
        name = 'state-%d-%d' % (fired - 1 if frame is None else fired, state['part'])
        path = os.path.join(state['folder'], name)
        out = os.open(path + '.part', os.O_WRONLY | os.O_CREAT, 384)
        write_all(out, ('%s\n%s\n' % (counts, text)).encode('ascii'))
        os.rename(path + '.part', path)     # whole or not at all: a program may be ended at any time
        os._exit(0)
    except BaseException:
        note_failure('memory could not be looked at after step %d' % max(0, fired - (frame is None)))
    finally:
        os._exit(1)


def note_failure(what):
    """Leaves word of an error of the probe itself. The message of the first one is the one that is told."""
    kind, error, _ = sys.exc_info()
    path = os.path.join(state['folder'], 'failure')
    if not os.path.exists(path):
        with open(path, 'w') as out:
            out.write('%s: %s: %s' % (what, kind.__name__, error))


def ask_collector():
    """What the collector would free now, as text: addresses. It is asked in a further copy, where all objects count as
    finalized, so that nothing is brought back to life or ended."""
    reading, writing = os.pipe()
    if fork() == 0:
        unfreeze()
        for o in gc.get_objects():
            mark_as_finalized(id(o))
        del o                          # it would keep the last one alive
        kept = len(gc.garbage)         # in 2.7 there may be some that the program's own collections have left
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        write_all(writing, ' '.join([str(id(o)) for o in gc.garbage[kept:]]).encode('ascii'))
        os._exit(0)
    os.close(writing)
    return read_all(reading)


def describe_collector(is_step):
    """What the collector has counted: of the generations, and in all its runs so far (by generation: how many runs, what
    they found and freed, what they could not free). 2.7 does not tell the latter. A trace function allocates, and so does
    compiling the lines of the prompt one by one: there the counts are not the program's."""
    counts = list(state['pending']) if is_step and state['code'] is not None else None
    runs = [] if IS_2 else [[g['collections'], g['collected'], g['uncollectable']] for g in gc.get_stats()]
    return {'pending': counts, 'runs': runs, 'garbage': id(gc.garbage),
            'callbacks': id(gc.callbacks) if runs else 0}


def unfreeze():
    """Makes the collector follow again what the program has put aside by gc.freeze(); whether there was anything."""
    if VERSION < (3, 7) or gc.get_freeze_count() == state['frozen']:
        return False
    gc.unfreeze()
    return True


GC_HEAD = 16 if VERSION >= (3, 8) else 32                  # sizeof(PyGC_Head)
GENERATION = 40 if IS_2 else 48                            # sizeof(struct gc_generation), below 3.8


def generations():
    """{address: generation} of what the collector follows."""
    out = {}
    if VERSION >= (3, 8):
        for number in range(3):
            for o in gc.get_objects(generation=number):
                out[id(o)] = number
        return out
    # What the collector lists is the youngest generation, then the others. The link of a generation's first object leads
    # back to the generation's head, and the three heads lie in one array.
    youngest = []                      # so that there is one
    listed = gc.get_objects()
    first = link_back(id(listed[0]))
    heads = [first, first + GENERATION, first + 2 * GENERATION]
    number = 0
    for o in listed:
        back = link_back(id(o))
        if back in heads:
            number = heads.index(back)
        out[id(o)] = number
    del youngest
    return out


def link_back(address):
    """gc_prev of the collector's header, below 3.8 a plain pointer."""
    return ctypes.c_void_p.from_address(address - GC_HEAD + 8).value


def mark_as_finalized(address):
    """Sets _PyGC_PREV_MASK_FINALIZED (3.8 and later), _PyGC_REFS_MASK_FINALIZED (3.6, 3.7) in the collector's header
    of an object, which stands before it; 2.7 has no such mark."""
    if not IS_2:
        ctypes.c_size_t.from_address(address - (8 if VERSION >= (3, 8) else 16)).value |= 1


def read_all(file):
    parts = []
    while True:
        part = os.read(file, 1 << 16)
        if not part:
            return b''.join(parts)
        parts.append(part)


def write_all(file, data):
    while data:
        data = data[os.write(file, data):]


def count_at(address):
    """ob_refcnt of the object, -1 where it is immortal (3.12 and later, in the low 32 bits) or static (3.11: it starts
    with _PyObject_IMMORTAL_REFCNT, Include/internal/pycore_object.h)."""
    count = ctypes.c_ssize_t.from_address(address).value
    if VERSION < (3, 12):
        return -1 if count >= 900000000 else count
    count &= 0xFFFFFFFF
    return -1 if count >= 0x80000000 else count


def known_ids():
    """The addresses of everything that the collector knows before the program starts."""
    ids = [id(o) for o in gc.get_objects()]
    known = frozenset(ids).difference([id(ids)])           # in 2.7 the collector knows the list by then
    return known.union(frozen_ids()) if frozen_at_start() else known


def frozen_at_start():
    """How many objects the interpreter itself has put aside before the program starts; 3.12 does so."""
    return 0 if VERSION < (3, 7) else gc.get_freeze_count()


def frozen_ids():
    """Their addresses. A copy of the process is asked: here they stay where they are."""
    reading, writing = os.pipe()
    if fork() == 0:
        # What is made here is young: its addresses are free in the program, which will use them.
        gc.disable()
        old = frozenset([id(o) for o in gc.get_objects(generation=2)])
        gc.unfreeze()
        found = [id(o) for o in gc.get_objects(generation=2) if id(o) not in old]
        write_all(writing, ' '.join(map(str, found)).encode('ascii'))
        os._exit(0)
    os.close(writing)
    ids = read_all(reading)
    os.close(reading)
    os.wait()
    return [int(word) for word in ids.split()]


def collect_constants(constant, out):
    """Adds what the constants of this code, and of all code inside, keep alive: out[id] = object."""
    if isinstance(constant, types.CodeType):
        for item in constant.co_consts:
            collect_constants(item, out)
    elif id(constant) not in out:
        out[id(constant)] = constant
        if isinstance(constant, (tuple, frozenset)):
            for item in constant:
                collect_constants(item, out)


# ------------------------------------------------------------------ describing memory (in the grandchild)

CellType = type((lambda x: lambda: x)(0).__closure__[0])
PROXIES = (weakref.ProxyType, weakref.CallableProxyType)
SINGLE_TYPES = (type(None), type(Ellipsis), type(NotImplemented))
if IS_2:
    NUMBERS = (int, long, float, complex, bool)            # noqa: F821
    TEXTS = (str, unicode)                                 # noqa: F821
    RANGES = (xrange,)                                     # noqa: F821
else:
    NUMBERS = (int, float, complex, bool)
    TEXTS = (str, bytes)
    RANGES = (range,)
OWN_VALUES = NUMBERS + TEXTS + RANGES + SINGLE_TYPES
ITERATORS = ('iterator', 'arrayiterator', 'list_iterator', 'list_reverseiterator', 'tuple_iterator', 'str_iterator', 'str_ascii_iterator',
             'bytes_iterator', 'set_iterator', 'dict_keyiterator', 'dict_valueiterator', 'dict_itemiterator',
             'dict_reversekeyiterator', 'dict_reversevalueiterator', 'dict_reverseitemiterator', 'dict_keys',
             'dict_values', 'dict_items', 'listiterator', 'listreverseiterator', 'tupleiterator', 'setiterator',
             'dictionary-keyiterator', 'dictionary-valueiterator', 'dictionary-itemiterator')
ITEM_ITERATORS = ('dict_itemiterator', 'dict_reverseitemiterator', 'dictionary-itemiterator')
WITHOUT_SLOTS = (types.ModuleType, types.CodeType, type(iter(RANGES[0](3))),
                 type(list.append), type(object.__init__), type(types.CodeType.co_name), object)
GENERATOR = 0x20                       # CO_GENERATOR
OPTIMIZED = 1                          # CO_OPTIMIZED of Include/code.h: the code keeps its variables in slots
# What a class statement puts into the class beside what its body says.
CLASS_MACHINERY = frozenset(['_abc_impl', '_abc_registry', '_abc_cache', '_abc_negative_cache',
                             '_abc_negative_cache_version', '__abstractmethods__',
                             '__dict__', '__weakref__', '__module__', '__doc__', '__qualname__', '__slots__',
                             '__firstlineno__', '__static_attributes__', '__classdictcell__', '__classcell__'])
try:
    [][0]
except IndexError as error:
    LIST_INDEX_MESSAGE = error.args[0]  # every IndexError of a list has this one
SINGLETONS = [str(True), str(False), None, True, False, Ellipsis, NotImplemented, (), '', u'', b'', frozenset()]
SINGLETONS += list(range(-5, 257)) + [chr(i) for i in range(256)] + [bytes(bytearray(range(256)))[i:i + 1] for i in range(256)]


def is_own_class(o):
    """Whether a class statement of the program made it."""
    return has_kind(o, type) and bool(o.__flags__ & HEAP_TYPE) and o.__module__ == '__main__'


# Modules of the standard library that are written in Python, and what their objects keep for themselves.
LIBRARIES = ('weakref', '_weakrefset')
INTERNAL_ATTRIBUTES = ('_remove', '_pending_removals', '_iterating', '_dirty_len')
INTERNAL_CLASSES = ('_Info', '_IterationGuard')


def is_library_class(o):
    return has_kind(o, type) and bool(o.__flags__ & HEAP_TYPE) and o.__module__ in LIBRARIES


def is_of_library(cls):
    """Whether a class is one of a library that is written in Python, or extends one."""
    return any([is_library_class(c) for c in cls.__mro__])


def internals_of(o):
    """What an object of a library keeps for itself."""
    if not hasattr(type(o), '__dict__') or type(o).__name__ in INTERNAL_CLASSES:
        return []
    attributes = getattr(o, '__dict__', {})
    return [attributes[name] for name in INTERNAL_ATTRIBUTES if name in attributes]


def has_kind(o, kinds):
    """isinstance by the object's own class: a weak proxy answers for its referent."""
    return issubclass(type(o), kinds)


def is_own_function(o):
    """Whether it is a function of the program and not one of a library that is written in Python."""
    return type(o) is types.FunctionType and o.__globals__ is state['names']


def own_value(o):
    return repr(o) if type(o) in OWN_VALUES or is_array(o) else None


def is_array(o):
    """Whether it is an array.array, which holds numbers and no objects."""
    return type(o).__module__ == 'array' and type(o).__name__ == 'array'


def picture(alive, garbage, frame, line):
    """The addresses of all objects found, a line end, and the state as JSON.

    alive: what the collector knows, asked for before this process made objects of its own.
    garbage: the addresses of what it would free.
    """
    garbage = frozenset([int(word) for word in garbage.split()])
    names = [(k, v) for k, v in state['names'].items() if k not in state['hidden']]
    shown = [('_', builtins._)] if hasattr(builtins, '_') else []
    frames = frames_of_calls(frame)
    roots = [v for _, v in shown + names] + [v for _, _, variables in frames for _, v, _ in variables]
    roots += [own for own in lists_of_collector() if own]
    found, order = {}, []
    known = dicts_of_instances(alive)  # before __dict__ is touched
    instance_dicts = dicts_with_a_holder(roots) | known
    reach(roots, found, order, instance_dicts)
    unnamed = objects_without_a_name(alive, found, garbage, frame is not None)
    lost = [o for o in unnamed if id(o) in garbage]
    reach(lost, found, order, instance_dicts)
    held = len(order)
    reach([o for o in unnamed if id(o) not in found], found, order, instance_dicts)
    reach([v for o in order for kind, _, v in found[id(o)][0] if kind == 'unasked' and id(v) not in found],
          found, order, instance_dicts)
    handed_out = [v for o in order for v in tuples_to_hand_out(o)]
    reach([v for v in handed_out if id(v) not in found], found, order, instance_dicts)
    constants = {}
    for code in [state['code']] if state['code'] is not None else codes_of_lines(alive):
        collect_constants(code, constants)
    for o in [o for o in order if is_own_class(o)]:
        for table in (o.__mro__, o.__bases__):         # the class's own tuples, which a program may have seen
            constants.setdefault(id(table), table)
        for member in type.__getattribute__(o, '__dict__').values():
            if isinstance(member, types.MemberDescriptorType):
                constants.setdefault(id(member), member)
    reach([constants[i] for i in sorted(constants)], found, order, instance_dicts)
    singletons = frozenset(map(id, SINGLETONS))
    objects = [describe(o, found[id(o)], singletons, index < held) for index, o in enumerate(order)]
    info = {'step': fired - 1 if frame is None else fired, 'part': state['part'],
            'line': state['source'][line - 1].strip() if frame is not None else '', 'raised': state['raised'], 'isOfPrompt': state['code'] is None,
            'isUsualBuild': HEADER == USUAL_HEADER,
            'hasImmortals': VERSION >= (3, 12),
            'names': [[k, id(v)] for k, v in names], 'shown': [[k, id(v)] for k, v in shown], 'objects': objects,
            'frames': [{'kind': kind, 'name': name, 'names': [[k, id(v)] for k, v, is_cell in variables if not is_cell],
                        'cells': [[k, id(v)] for k, v, is_cell in variables if is_cell]}
                       for kind, name, variables in frames],
            'collector': state['collector'], 'lost': [id(o) for o in lost], 'kept': [id(o) for o in unnamed if id(o) not in garbage],
            'constants': sorted(constants), 'handedOut': [id(v) for v in handed_out], 'written': len(printed(state['raw']))}
    return ' '.join([str(id(o)) for o in order]) + '\n' + json.dumps(info)


def lists_of_collector():
    """The lists that gc shares with the program."""
    return [gc.garbage] if IS_2 else [gc.garbage, gc.callbacks]


def frames_of_calls(frame):
    """[(kind, name, [(variable, object, whether it is in a cell)])] of the calls that are running, innermost last."""
    frames = []
    state['running'] = set()
    while frame is not None:
        code = frame.f_code
        state['running'].add(id(frame))
        if code.co_filename == FILENAME and code.co_name != '<module>':
            in_cells = code.co_cellvars + code.co_freevars if code.co_flags & OPTIMIZED else ()
            hidden = () if code.co_flags & OPTIMIZED else CLASS_MACHINERY
            names = code.co_varnames + tuple([k for k in in_cells if k not in code.co_varnames])
            variables = frame.f_locals
            keys = [k for k in names if k in variables] if code.co_flags & OPTIMIZED else list(variables)
            kind = 'generator' if code.co_flags & GENERATOR else 'function' if code.co_flags & OPTIMIZED else 'class'
            frames.append((kind, code.co_name, [(k, variables[k], k in in_cells) for k in keys if k not in hidden]))
        frame = frame.f_back
    frames.reverse()
    return frames


def codes_of_lines(alive):
    """The code that is left of the prompt's lines: that of functions, of frames and of generators."""
    codes = []
    for o in alive:
        if type(o) is types.FunctionType and o.__globals__ is state['names']:
            codes.append(o.__code__)
        elif isinstance(o, types.FrameType) and o.f_globals is state['names']:
            codes.append(o.f_code)
        elif type(o) is types.GeneratorType and o.gi_frame is not None and o.gi_frame.f_globals is state['names']:
            codes.append(o.gi_code)
    return codes


def describe(o, seen, singletons, is_held):
    entries, flags, size = seen
    d = {'id': id(o), 'type': type(o).__name__, 'slots': [[kind, key, id(v)] for kind, key, v in entries]}
    value = own_value(o)
    if value is not None:
        d['repr'] = value
    if has_kind(o, (type, types.ModuleType)) or is_own_function(o):
        d['name'] = o.__name__
    shared = sharing(o, singletons)
    if shared:
        d['shared'] = shared
    if flags:
        d['flags'] = flags
    if not is_held:
        d['held'] = False
    d['tracked'] = gc.is_tracked(o)
    if not has_kind(o, type):          # a class is weakly referred to by its bases as well
        d['weakrefs'] = weakref.getweakrefcount(o) if not has_kind(o, PROXIES) else 0
    d['generation'] = state['generations'].get(id(o))
    d['size'] = size
    return d


def sharing(o, singletons):
    """Why the interpreter shares the object with everything else, or None."""
    if id(o) in singletons:
        return 'singleton'
    if type(o) is str and ctypes.c_ubyte.from_address(id(o) + 32).value & 3:
        return 'interned'              # PyASCIIObject.state.interned; 2.7: PyStringObject.ob_sstate
    if o is LIST_INDEX_MESSAGE:
        return 'interpreter'
    if any([o is own for own in lists_of_collector()]):
        return 'interpreter'
    if o is sys.maxsize or o is sys.maxunicode or o is sys.version_info:
        return 'interpreter'
    if type(o) is types.FunctionType and not is_own_function(o):
        return 'interpreter'
    if has_kind(o, types.ModuleType) or has_kind(o, type) and not is_own_class(o):
        return 'interpreter'
    if type(o) is types.BuiltinFunctionType and isinstance(o.__self__, (type(None), types.ModuleType)):
        return 'interpreter'
    if type(o) in (type(list.append), type(object.__init__)):
        return 'interpreter'
    return None


def reach(roots, found, order, instance_dicts):
    """Adds everything that can be reached, breadth first: found[id] = (slots, flags, size)."""
    work = list(roots)
    place = 0
    while place < len(work):
        o = work[place]
        place += 1
        if id(o) in found:
            continue
        size = size_of(o)              # before __dict__ is touched: 3.11 and later make it on demand
        slots, flags = slots_of(o, instance_dicts)
        found[id(o)] = slots, flags, size
        order.append(o)
        work.extend([v for kind, _, v in slots if kind not in ('weak', 'unasked')])


def size_of(o):
    try:
        return sys.getsizeof(o)
    except Exception:
        return None                    # the program's own __sizeof__ failed


def dicts_of_instances(alive):
    """The addresses of dicts that instances refer to where the class manages their attributes (3.11 and later): such an
    instance has its __dict__ as an object of its own only where the program asked for it."""
    if VERSION < (3, 11):
        return frozenset()
    instances = [o for o in alive if is_own_class(type(o)) and is_plain(type(o))]
    return frozenset([id(v) for o in instances for v in gc.get_referents(o) if type(v) is dict])


def is_plain(cls):
    """Whether no built-in class but object gives instances their layout: object_new alone prepares attributes without a
    dict; from 3.13 on, only where there are no members of __slots__ either."""
    if VERSION >= (3, 13) and cls.__basicsize__ != object.__basicsize__:
        return False
    return all([is_own_class(c) or c is object for c in cls.__mro__])


def dicts_with_a_holder(roots):
    """The addresses of dicts that something other than their instance refers to: d = x.__dict__."""
    found, order = {}, []
    reach(roots, found, order, ())
    return frozenset([id(o) for o in order if type(o) is dict])


def slots_of(o, instance_dicts):
    """([(kind, key, object)], flags): what a reader can be shown; flags say what is not to be compared."""
    t = type(o)
    if t in OWN_VALUES or t in WITHOUT_SLOTS or is_array(o):
        return [], ''
    if is_own_class(o):
        return class_slots(o), ''
    if has_kind(o, type):
        return [], ''
    if t.__name__ in ITERATORS:
        sources = [v for v in gc.get_referents(o) if not isinstance(v, type) and not is_handed_out(o, v)]
        return [('item', 'source', v) for v in sources[:1]], ''
    if t in ADAPTERS:
        return adapter_slots(o), ''
    for kind, make in MAKERS:
        if t is kind:
            return make(o), ''
    if has_kind(o, BaseException):
        return exception_slots(o) + instance_slots(o, instance_dicts), ''
    if is_own_class(t) or is_of_library(t):
        if is_library_class(t) and t.__name__ in INTERNAL_CLASSES:
            return [], ''
        if has_kind(o, weakref.ref):
            return instance_slots(o, instance_dicts) + weakref_slots(o), ''
        content, flags = inherited_content(o)
        return instance_slots(o, instance_dicts) + content, flags
    if t in CONTENTS:
        return CONTENTS[t](o), ''
    return [], 'opaque'


def is_handed_out(o, v):
    """Whether an iterator over a dict's items refers to v for its next result and not because it goes through it."""
    return type(v) is tuple and type(o).__name__ in ITEM_ITERATORS


def tuples_to_hand_out(o):
    """The tuple that an iterator keeps for its next result; the program may have had it."""
    if type(o).__name__ in ITEM_ITERATORS:
        return [v for v in gc.get_referents(o) if is_handed_out(o, v)]
    if type(o) in (enumerate, zip):
        return [v for v in gc.get_referents(o)[1:2] if type(v) is tuple]
    return []


def adapter_slots(o):
    """What map, filter, zip, enumerate and reversed draw on. The collector names it in the order of the C structures,
    the sources of map and zip as one tuple."""
    held = gc.get_referents(o)
    if type(o) in (map, zip):
        sources = list(held[0]) if held else []
    else:
        sources = held[:1]
    out = []
    if type(o) in (map, filter):
        out = [('attribute', 'function', v) for v in held[1:2]]
    return out + [('item', 'source' if len(sources) == 1 else 'source %d' % i, v) for i, v in enumerate(sources)]


def sequence_slots(o):
    items = list.__iter__(o) if isinstance(o, list) else tuple.__iter__(o)
    return [('item', '[%d]' % i, v) for i, v in enumerate(items)]


def dict_slots(o):
    out = []
    for k, v in dict.items(o):
        out.append(('key', '', k))
        out.append(('value', own_value(k) or '?', v))
    return out


def set_slots(o):
    return [('item', '', v) for v in (set if isinstance(o, set) else frozenset).__iter__(o)]


ADAPTERS = (enumerate, reversed) if IS_2 else (map, filter, zip, enumerate, reversed)
CONTENTS = {list: sequence_slots, tuple: sequence_slots, dict: dict_slots, set: set_slots, frozenset: set_slots}


def inherited_content(o):
    """What an instance holds by the layout of the built-in class that its class extends."""
    for kind in (list, tuple, dict, set, frozenset):
        if isinstance(o, kind):
            return CONTENTS[kind](o), ''
    return [], 'opaque' if isinstance(o, OWN_VALUES) else ''


def instance_slots(o, instance_dicts):
    out = []
    for cls in type(o).__mro__:
        declared = cls.__dict__.get('__slots__', ()) if is_own_class(cls) or is_library_class(cls) else ()
        for name in (declared,) if isinstance(declared, str) else declared:
            member = cls.__dict__.get(mangled(cls, name))
            if isinstance(member, types.MemberDescriptorType):
                try:
                    out.append(('slot', name, member.__get__(o, type(o))))
                except AttributeError:
                    pass
    try:
        attributes = object.__getattribute__(o, '__dict__')
    except AttributeError:
        return out
    if id(attributes) in instance_dicts:
        return out + [('attribute', '__dict__', attributes)]
    hidden = INTERNAL_ATTRIBUTES if is_of_library(type(o)) else ()
    return out + [('attribute', k, v) for k, v in attributes.items() if k not in hidden]


def mangled(cls, name):
    is_private = name.startswith('__') and not name.endswith('__')
    return '_%s%s' % (cls.__name__.lstrip('_'), name) if is_private else name


def class_slots(o):
    out = [('attribute', '__bases__', base) for base in o.__bases__ if is_own_class(base)]
    for k, v in type.__getattribute__(o, '__dict__').items():
        if k not in CLASS_MACHINERY and not isinstance(v, types.MemberDescriptorType):
            out.append(('attribute', k, v))
    return out


def function_slots(o):
    out = []
    if not is_own_function(o):
        return out
    if o.__defaults__ is not None:
        out.append(('attribute', '__defaults__', o.__defaults__))
    if getattr(o, '__kwdefaults__', None) is not None:
        out.append(('attribute', '__kwdefaults__', o.__kwdefaults__))
    annotations = annotations_of(o)
    if annotations is not None:
        kind = 'attribute' if VERSION >= (3, 10) else 'unasked'
        out.append((kind, '__annotations__', annotations))
    out += [('cell', name, cell) for name, cell in zip(o.__code__.co_freevars, o.__closure__ or ())]
    return out + [('attribute', k, v) for k, v in o.__dict__.items()]


def annotations_of(o):
    """A function's dict of annotations, once the program asked for it: until then 3.10 and later have a tuple. Older
    versions have the dict from the start, and do not tell whether it was asked for."""
    if IS_2 or not o.__code__.co_flags & OPTIMIZED:
        return None
    if VERSION < (3, 10):
        return o.__annotations__ or None
    others = (id(o.__globals__), id(getattr(o, '__kwdefaults__', None)), id(getattr(o, '__builtins__', None)))
    dicts = [v for v in gc.get_referents(o) if type(v) is dict and id(v) not in others]
    kept = [v for v in dicts if v and v is not o.__dict__]
    return kept[0] if kept else None


def cell_slots(o):
    try:
        return [('value', 'contents', o.cell_contents)]
    except ValueError:
        return []


def method_slots(o):
    pairs = [('attribute', '__self__', o.__self__), ('attribute', '__func__', o.__func__)]
    return pairs if o.__self__ is not None else pairs[1:]      # 2.7: a method without an instance


def builtin_slots(o):
    receiver = o.__self__
    return [] if receiver is None or isinstance(receiver, types.ModuleType) else [('attribute', '__self__', receiver)]


def generator_slots(o):
    frame = o.gi_frame
    if frame is None or id(frame) in state.get('running', ()) or frame.f_code.co_filename != FILENAME:
        return []
    return local_slots(frame, o if sys.version_info >= (3, 11) else frame)


def weakref_slots(o):
    """Of references and proxies. A proxy does not tell its referent; the field is wr_object of PyWeakReference."""
    out = []
    callback = None
    if has_kind(o, weakref.ref):
        referent = weakref.ref.__call__(o)
        callback = getattr(o, '__callback__', None)
    else:
        pointer = 0 if IS_2 else ctypes.c_void_p.from_address(id(o) + 24).value      # wr_callback
        callback = ctypes.cast(pointer, ctypes.py_object).value if pointer else None
        referent = ctypes.cast(ctypes.c_void_p.from_address(id(o) + 16).value, ctypes.py_object).value
    if referent is not None:
        out.append(('weak', '', referent))
    if callback is not None and not is_library_callback(callback):
        out.append(('attribute', '__callback__', callback))
    return out


def is_library_callback(o):
    return type(o) is types.FunctionType and not is_own_function(o) or is_library_class(type(o))


def property_slots(o):
    pairs = [(k, getattr(o, k)) for k in ('fget', 'fset', 'fdel')]
    return [('attribute', k, v) for k, v in pairs if v is not None]


def wrapper_slots(o):
    return [('attribute', '__func__', o.__func__)]


def exception_slots(o):
    out = [('attribute', 'args', o.args)]
    for k in ('__traceback__', '__context__', '__cause__'):
        v = getattr(o, k, None)
        if v is not None:
            out.append(('attribute', k, v))
    return out


def traceback_slots(o):
    out = [('attribute', 'tb_frame', o.tb_frame)]
    return out + ([('attribute', 'tb_next', o.tb_next)] if o.tb_next is not None else [])


def frame_slots(o):
    """The variables of a function's frame that a traceback holds; a module's are names already."""
    code = o.f_code
    if code.co_name == '<module>' or not code.co_flags & OPTIMIZED or code.co_filename != FILENAME:
        return []
    return local_slots(o, o)


def local_slots(frame, holder):
    """The variables in the order of the code's slots; that of f_locals is another one before 3.7. What lives in a cell
    is told as the cell."""
    code, values = frame.f_code, frame.f_locals
    in_cells = code.co_cellvars + code.co_freevars
    plain = set([id(values[k]) for k in code.co_varnames if k in values and k not in in_cells])
    cells = [v for v in gc.get_referents(holder) if type(v) is CellType and id(v) not in plain]
    held = dict(zip(in_cells, cells)) if len(cells) == len(in_cells) else {}
    order = code.co_varnames + tuple([k for k in in_cells if k not in code.co_varnames])
    return [('local', k, held.get(k, values.get(k))) for k in order if k in held or k in values]


def slice_slots(o):
    return [('attribute', name, getattr(o, name)) for name in ('start', 'stop', 'step')]


MAKERS = ((slice, slice_slots), (types.FunctionType, function_slots), (CellType, cell_slots),
          (types.MethodType, method_slots), (types.BuiltinFunctionType, builtin_slots), (types.GeneratorType, generator_slots),
          (weakref.ref, weakref_slots), (weakref.ProxyType, weakref_slots),
          (weakref.CallableProxyType, weakref_slots), (property, property_slots), (staticmethod, wrapper_slots),
          (classmethod, wrapper_slots), (types.TracebackType, traceback_slots), (types.FrameType, frame_slots))


# What the collector knows and no name leads to. Only such classes are looked for that the interpreter does not make
# for itself.
LOOKED_FOR = (list, set, frozenset, types.FunctionType, types.MethodType, CellType, types.GeneratorType)


def holds_any(o, found):
    return any([id(v) in found for v in (o if isinstance(o, tuple) else o.values())])


def objects_without_a_name(alive, found, garbage, is_in_a_call):
    """New objects that no name leads to: what only the collector can find, and what only the interpreter holds."""
    known = state['known']             # itself made last, so that it is not in itself
    fresh = [o for o in alive if id(o) not in known or is_own_class(type(o)) or is_own_class(o)]
    fresh = [o for o in fresh if not has_kind(o, (types.FrameType, types.CodeType))]
    owned = set()
    for o in fresh:
        if is_of_library(type(o)):
            owned.update([id(v) for v in internals_of(o)])
        if is_own_class(type(o)) or is_own_class(o) or type(o) is types.FunctionType:
            owned.update([id(v) for v in gc.get_referents(o) if type(v) in (dict, tuple)])
    out = []
    for o in fresh:
        if id(o) in found or id(o) in owned or o is state['names'] or o is known:
            continue
        t = type(o)
        if t is types.FunctionType and (o.__globals__ is not state['names'] or o.__name__ == '<module>'):
            continue                   # the probe's own; 3.10 and later wrap the module's code into a function
        if is_own_class(t) or is_own_class(o) or t in LOOKED_FOR or t in (dict, tuple) and (
                id(o) in garbage or is_in_a_call and holds_any(o, found)):
            out.append(o)
    return out


# ------------------------------------------------------------------ the batch

MEMORY = getattr(resource, 'RLIMIT_AS', None)


def limit(seconds, memory):
    if resource is None:
        return
    for kind, value, hard in ((resource.RLIMIT_CPU, seconds + 2, seconds + 2), (MEMORY, memory, 4 * memory),
                              (resource.RLIMIT_FSIZE, memory, memory), (resource.RLIMIT_CORE, 0, 0)):
        if kind is None:
            continue
        try:
            resource.setrlimit(kind, (value, hard))
        except (ValueError, OSError):
            pass                       # a stricter limit holds already, or the system has no such limit


def lift_memory_limit():
    """A program that has used up its memory is to be looked at nevertheless."""
    if resource is not None and MEMORY is not None:
        hard = resource.getrlimit(MEMORY)[1]
        resource.setrlimit(MEMORY, (hard, hard))


def run_in_child(program, folder, limits):
    """Runs one program in a child; None, or why it did not come to its end."""
    sys.stdout.flush()
    pid = fork()
    if pid == 0:
        try:
            os.setsid()
            limit(limits['seconds'], limits['bytes'])
            end = run_program(program, folder)
            with open(os.path.join(folder, 'end'), 'w') as out:
                out.write(json.dumps(end))
            os._exit(0)
        except BaseException:
            state['folder'] = folder
            note_failure('the probe failed')
        finally:
            os._exit(1)
    deadline = time.time() + limits['seconds']
    pause = 0.001
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
        if time.time() > deadline:
            kill(pid)
            os.waitpid(pid, 0)
            return 'it ran longer than %d seconds' % limits['seconds']
        time.sleep(pause)
        pause = min(pause * 1.5, 0.01)
    kill(pid)                          # probes that may still be at work
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) == getattr(signal, 'SIGXCPU', None):
            return 'it ran longer than %d seconds' % limits['seconds']
        return 'signal %d ended the interpreter' % os.WTERMSIG(status)
    failure = os.path.join(folder, 'failure')
    if os.path.exists(failure):
        with open(failure) as file:
            return file.read()
    return None if os.WEXITSTATUS(status) == 0 else 'the interpreter ended with status %d' % os.WEXITSTATUS(status)


def kill(group):
    try:
        os.killpg(group, signal.SIGKILL)
    except OSError:
        pass                           # nobody is left in it


def read_states(folder):
    """The states in order: those of a step's parts before the one after the step."""
    places = [[int(n) for n in name.split('-')[1:]] for name in os.listdir(folder) if name.startswith('state-')
              and not name.endswith('.part')]
    states = []
    for step, part in sorted(places, key=lambda place: (place[0], place[1] == 0, place[1])):
        with open(os.path.join(folder, 'state-%d-%d' % (step, part))) as file:
            counts, text = file.read().split('\n', 1)
        info = json.loads(text)
        for o, count in zip(info['objects'], counts.split()):
            if count == '-1':
                o['shared'] = 'immortal'
            else:
                o['real'] = int(count)
        states.append(info)
    return states


def report(program, folder, stopped):
    states = read_states(folder)
    end = {'raised': None, 'step': None, 'output': ''}
    path = os.path.join(folder, 'end')
    if os.path.exists(path):
        with open(path) as file:
            end = json.load(file)
    output = end.pop('output', '').encode('utf-8')
    before = 0
    for info in states:
        info['program'] = program['id']
        info['output'] = output[before:info['written']].decode('utf-8', 'replace')
        before = info.pop('written')
        print(json.dumps(info, sort_keys=True))
    end.update(program=program['id'], end=True, stopped=stopped)
    print(json.dumps(end, sort_keys=True))
    sys.stdout.flush()


def main(path):
    with io.open(path, encoding='utf-8') as file:    # whatever the locale says
        job = json.load(file)
    for program in job['programs']:
        folder = os.path.join(os.getcwd(), 'program-%d' % program['id'])
        os.mkdir(folder)
        report(program, folder, run_in_child(program, folder, job['limits']))


if __name__ == '__main__':
    if sys.path and sys.path[0]:
        del sys.path[0]                # a program must not import what lies beside this file
    main(sys.argv[1])
