try:
    print({}.setdefault())
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.setdefault(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.get())
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.get(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.pop())
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.pop(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].insert())
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].insert(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].insert(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].pop(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].index())
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].index(1,2,3,4))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.count())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.count(0,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.find(0,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.startswith(0,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.startswith('a',()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.index(1,''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.split(1,''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.split('',''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.replace(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.replace(1,''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.replace('',1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.replace('','',''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(().index())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(().index(1,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].index(1,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(b''.find(0.5,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(b''.startswith(0,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(b''.count(1,()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(b''.count([],()))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.ljust('',1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.ljust(2,1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.center(2,'ab'))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(getattr(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(getattr(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(isinstance(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(isinstance(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(dict.fromkeys())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.join(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.join([1]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(''.join())
except Exception as x:
    print(type(x).__name__, x)
try:
    print('a'.encode(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(max())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(max(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(min([],key=3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(sum())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(sum(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(sum([],''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(sorted())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(sorted([],1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].sort(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(range())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(range(''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(range(1,2,3,4))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(int('x',1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(int([]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(float([]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(divmod(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(pow(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(round())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(round(''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(chr(''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(ord('ab'))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(ord(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(ord())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(len())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(len(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(abs())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(abs(''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(hash())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(hash([]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(iter())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(iter(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(next())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(next(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(enumerate())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(enumerate(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(zip(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(map())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(map(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(filter(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(reversed(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(reversed())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(tuple(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(tuple(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(list(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(set(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(set(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(frozenset(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(dict(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(dict(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(dict([1]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(dict([(1,)]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(str(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(str(b'a',1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(bytes(-1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(bytes('a'))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(bool(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(complex([]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(complex('x'))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(slice())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(slice(1,2,3,4))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(hex(''))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(bin(1.0))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(oct([]))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(repr())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(callable())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(id())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(type())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(type(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(type(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(issubclass(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(any())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(any(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(all(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(format())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(format(1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(format(1,'s'))
except Exception as x:
    print(type(x).__name__, x)
try:
    print('%d' % '')
except Exception as x:
    print(type(x).__name__, x)
try:
    print('%s %s' % 1)
except Exception as x:
    print(type(x).__name__, x)
try:
    print('%s' % (1,2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print('{}'.format())
except Exception as x:
    print(type(x).__name__, x)
try:
    print('{x}'.format())
except Exception as x:
    print(type(x).__name__, x)
try:
    print('{0.x}'.format(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(vars(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(object(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(hasattr(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(setattr(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(setattr(1,2,3))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(delattr(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.update(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.popitem())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(set().pop())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(set().remove(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print(set().add())
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].remove(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].extend(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print([].append())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(().count())
except Exception as x:
    print(type(x).__name__, x)
try:
    print(set().union(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print({}.fromkeys(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print((1).bit_length(2))
except Exception as x:
    print(type(x).__name__, x)
try:
    print((1).to_bytes())
except Exception as x:
    print(type(x).__name__, x)
try:
    print((1).to_bytes(0,'x'))
except Exception as x:
    print(type(x).__name__, x)
try:
    print((1.5).is_integer(1))
except Exception as x:
    print(type(x).__name__, x)
try:
    print((1.5).as_integer_ratio(2))
except Exception as x:
    print(type(x).__name__, x)
