#!/usr/bin/env python3
"""Writes Tests/Conformance/text-3.11.txt: expressions over text and numbers, and what CPython prints and raises.

Usage: python3.11 -S -E text-snippets.py > ../Conformance/text-3.11.txt

Every expression of the tables is evaluated by the interpreter that runs this script. Those that raise an exception make
a program each; the others are printed by programs of up to ten expressions.
"""

import contextlib
import io
import sys

SETUP = "import math\nclass Point:\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n"


def words(text):
    """The expressions of a table: what white space separates outside brackets and strings."""
    result, word, depth, quote = [], "", 0, ""
    for previous, character in zip(" " + text, text + " "):
        if quote:
            quote = "" if character == quote and previous != "\\" else quote
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character.isspace() and depth == 0:
            if word:
                result.append(word)
            word = ""
            continue
        word += character
    return result


TEXTS = ["''", "'abc'", "'Hello, World'", "'  two  words '", "'a,b,,c'", "'ßéÀ ǅ'", "'ΑΣΑΣ'", "'x\\ty\\nz\\r\\nw'", "'\U0001F600 42'",
         "'-42'", "'İıŉ'", "'They\\'re Bill\\'s'", "'½²3'", "'１２'", "'AbC123'"]
PLAIN_METHODS = ["capitalize", "casefold", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier",
                 "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "lower", "split", "rsplit",
                 "splitlines", "strip", "lstrip", "rstrip", "swapcase", "title", "upper", "expandtabs", "encode"]
CALLS = words("""
center(9) center(10,'*') center(4,'ab') center('a') center(7,5) center() count('a') count('') count('l',3) count('',2,1)
count(5) count() find('b') find('') find('',99) find('c',-1) find('a',None,None) find('l',3,5) rfind('l') rfind('')
rfind('o',0,5) find() find(1) find('a','b') index('zz') index('b') rindex('zz') rindex('l') endswith('c')
endswith(('x','d')) endswith('') endswith('',99) endswith(5) endswith((5,)) startswith('a') startswith('b',1)
startswith('',4) startswith(['a']) startswith(('H',)) partition(',') partition('') partition(5) rpartition(',')
rpartition('zz') replace('a','bb') replace('','-') replace('','-',2) replace('l','L',1) replace('a','') replace('x')
replace(1,'a') replace('a',2) replace('a','b',0) replace('a','b','c') split(',') split(',',1) split(None,1)
split(maxsplit=1) split(sep=',',maxsplit=0) split('') split(5) split(',',1,2) split(foo=1) rsplit(',',1) rsplit(None,1)
rsplit(None,0) split(None,0) splitlines(True) splitlines(keepends=1) splitlines('a') splitlines(1,2) strip('abc')
strip(' ') strip(None) strip(5) lstrip('aH') rstrip('cd') strip('a','b') ljust(8) ljust(8,'.') rjust(8) rjust(8,'.')
ljust(2) ljust(8.0) zfill(8) zfill(2) zfill('a') zfill() expandtabs(4) expandtabs(tabsize=0) expandtabs('a')
removeprefix('a') removeprefix('') removesuffix('c') removesuffix('') removeprefix(5) join('12') join(['a','b'])
join([]) join(['q']) join([1]) join(5) join(('a','b','c')) translate({97:'X',98:None,99:100}) translate({97:[]})
translate({97:-1}) translate(5) encode('utf-8') encode('ascii','ignore') encode('ascii','replace') encode('ascii')
encode('latin-1','backslashreplace') encode('latin1') encode('nope') encode('ascii','xmlcharrefreplace') encode(5)
encode('ascii','nope') isalpha(1) upper(1) title(1,2) format() format(1) casefold(x=1) lower(1)
""")

FORMAT_SPECS = """
5 <5 >5 ^5 =5 05 *<6 *>6 *^7 *=6 + - d b o x X #b #o #x #X n c e E f F g G % , _ ,d _d _x _b ,f ,.2f .2 .0 .2f .3e .0e .0f
.3g .10g #.3g # z z.1f +.1f 010 010.2f 010, 08,.2f +010d <010 ^+9.3e .1% .50f .20g #.0f #.0e s r 10s .2s 10.2s +s #s =5s 0s 05s
xx 5. ,s _c ,_d 5d5 +c #c ^20,d 020_d 020_x 030_b 1 100 { é>5 5x 5X #10x #010x 03 c5 >c
""".split() + ["", " d", " ", " f", " >5", ",x", "é^9", "_,", " s", "00005", "+,", "-_d"]
FORMAT_VALUES = ["0", "5", "-5", "255", "1234567", "-1234567890123456789012", "True", "2.5", "-0.0", "1e16", "123456.789",
                 "-1e-7", "float('inf')", "float('nan')", "'text'", "''", "1+2j", "-0.5j", "0.00001234", "1e100", "97"]
PERCENTS = words("""
'%s'%5 '%s'%'a' '%r'%'a' '%a'%'é' '%d'%5 '%d'%5.9 '%d'%'a' '%i'%True '%u'%-5 '%o'%8 '%#o'%8 '%x'%255 '%X'%255 '%#x'%255
'%#X'%255 '%x'%5.5 '%e'%12345.678 '%E'%0.00012 '%f'%3.14159 '%F'%1e10 '%g'%1e10 '%g'%0.0001 '%G'%1e-10 '%c'%65 '%c'%'a'
'%c'%'ab' '%c'%5.5 '%c'%-1 '%%'%() '%5d'%42 '%-5d|'%42 '%05d'%42 '%+d'%42 '%+05d'%42 '%.3d'%5 '%5.3d'%5 '%-8.3d|'%-5
'%+.2f'%2.675 '%08.2f'%-3.14159 '%.0f'%2.5 '%#.0f'%2.5 '%.10s'%'abc' '%.2s'%'abc' '%5.1s|'%'abc' '%-5s|'%'a' '%*d'%(5,42)
'%-*d|'%(5,42) '%*d'%(-5,42) '%.*f'%(2,3.14159) '%*d'%('a',1) '%s'%(1,2) '%s%s'%(1,) '%s%s'%1 '%d'%[] '%s'%[1] '%s'%{}
'%(a)s'%{'a':5} '%(a)s%(b)d'%{'a':5,'b':6} '%(a)s'%5 '%(a)s'%{} '%(a'%{'a':1} '%'%5 '%5'%5 '%z'%5 '%s%z'%(1,2) 'abc'%()
'abc'%5 'abc'%[] 'abc'%{} '%s'%() '%(a)s%s'%{'a':1} '%#.3g'%1.0 '%010d'%-42 '%x'%-255 '%#010x'%255 '%10.4f|'%2.0
'%-10.4f|'%2.0 '%e'%0.0 '%g'%100000 '%g'%1000000 '%s'%None '%r'%(None,) '%s%%'%50 '%ld'%5 '%hd'%5 '%5%'%() '%s'%1.0
'%s'%1e20 '%d'%1e20 '%d'%float('inf') '%d'%float('nan') '%f'%float('inf') '%05f'%float('nan') '%f'%'a' '%f'%5 '%5s%5s'%('a','b')
'%-3s|%3s'%(1,2) '%.1s%r'%('ab','cd') '%3c|'%'x' '%-3c|'%'x' '%(a)5.2f'%{'a':1.005} '%+s'%'a' '%+x'%5 '%d'%(3,) '%s'%((1,2),)
""") + ["'% d' % 42", "'% x' % 5", "'%(a b)s' % {'a b': 1}", "'a%sb%sc' % ('', 'x')", "'%s' % ('a' 'b',)", "'é%sü' % 'ö'"]
FORMATS = ["'{}'.format(5)", "'{} {}'.format(1, 2)", "'{1} {0}'.format(1, 2)", "'{a}'.format(a=5)", "'{} {a}'.format(1, a=2)",
           "'{0.x}'.format(Point(3, 4))", "'{p.x}{p.y}'.format(p=Point(3, 4))", "'{0[1]}'.format([1, 2])", "'{0[k]}'.format({'k': 5})",
           "'{0[0][1]}'.format([[1, 2]])", "'{!r}'.format('a')", "'{!s:>5}'.format('a')", "'{!a}'.format('é')", "'{:>{}}'.format('a', 5)",
           "'{:{}{}}'.format('a', '*', '^5')", "'{:{w}.{p}f}'.format(3.14159, w=8, p=2)", "'{{}}'.format()", "'{{{}}}'.format(5)",
           "'{'.format()", "'}'.format()", "'{}'.format()", "'{0} {}'.format(1, 2)", "'{} {0}'.format(1, 2)", "'{a}'.format()",
           "'{!x}'.format(5)", "'{!}'.format(5)", "'{!r'.format(5)", "'{!rr}'.format(5)", "'{:d}'.format('a')", "'{0.}'.format(5)",
           "'{0[}'.format(5)", "'{0[]}'.format(5)", "'{0[1]x}'.format([1, 2])", "'{a.b}'.format(a=5)", "'{0[9]}'.format([1])",
           "'{0[k]}'.format({})", "'{:{:{}}}'.format(1, 2, 3)", "'{:'.format(5)", "'{0'.format(5)", "'{a{b}}'.format(a=1)",
           "'{-1}'.format(5)", "'{0[-1]}'.format([1, 2])", "'{:}'.format('x')", "'{:5}|{:<5}|'.format(1, 'a')", "'a{}b{}c'.format('', 'q')",
           "'{x}'.format_map({'x': 1})", "'{x}'.format_map({})", "'{}'.format_map({})", "'{0:,} {0:x}'.format(65535)",
           "'{:%}'.format(0.25)", "'{}'.format([1, 'a', None])", "'{:5}'.format([])", "'{:>8}'.format(None)", "'{}'.format(None)",
           "'{99999999999999999999}'.format(1)", "'{0.x.y}'.format(Point(Point(1, 2), 3))", "'{:{}}'.format(5)", "'{:!<5}'.format('a')"]
FSTRINGS = ["f'{5}'", "f'{n}'", "f'{n!r}{s!r}{s!s}{s!a}'", "f'{n:>5}'", "f'{x:.2f}'", "f'{x:{w}.{p}f}'", "f'{n=}'", "f'{n = }'", "f'{n=!s}'",
            "f'{s=}'", "f'{s=!s}'", "f'{x=:.1f}'", "f'{{}}'", "f'{{{n}}}'", "f'{n}{{}}'", "f'{n:{\"0\"}>5}'", "f'{s[0]}'", "f'{d[\"k\"]}'",
            "f\"{d['k']}\"", "f'{n + 1}'", "f'{n if n else s}'", "f'{n == 5}'", "f'{n != 5}'", "f'{n >= 5}'", "f'{n <= 5}'",
            "f'{[1, 2][0]}'", "f'{ {1: 2}[1] }'", "f'{n, s}'", "f'{f\"{n}\"}'", "'a' f'{n}' 'b'", "f'a' 'b' f'{s}'", "f''", "f'abc'", "f'{\"\"}'",
            "f'{n!r:>4}'", "f'{s:}'", "f'{s!r:^{w}}'", "rf'\\n{n}'", "f'\\n{n}\\x41'", "f'{n}\\t'", "f'''{\nn\n}'''", "f'{n:05}'",
            "f'{x:+}'", "f'{n:b} {n:#x}'", "f'{s * 2}'", "f'{len(s)}'", "f'{n:{\"d\"}}'", "f'{n:d}{s:d}'", "f'{n/0}'", "f'{missing}'", "f'{n:q}'",
            "f'{True:5}|{None}|{1.0}|{1j}|{b\"a\"}'", "f'{s!r}' == repr(s)", "f'{s}' is s", "f'{s:s}' is s", "f'{n}' 'x' f\"{s!r}\"", "f'{x!s:.3}'",
            "f'{s.upper()}'", "f'{s.upper()=}'", "f'{ n = !r:>4}'", "f'{n:{w}}{n:{p}}'", "f'{n:>{w}}' f'{s:<{w}}|'"]
INTS = words("""
int() int('5') int(' 5 ') int('-5') int('+5') int('- 5') int('1_000') int('1__0') int('_1') int('1_') int('') int('abc') int('5.0')
int('0x1f',16) int('1f',16) int('0x1f',0) int('0b11',0) int('0o17',0) int('017',0) int('0',0) int('00',0) int('z',36) int('2',2)
int('1',1) int('1',37) int(5,2) int(5.9) int(-5.9) int(True) int(None) int([]) int(b'12') int(b'a') int('१२') int('５') int(x=5)
int('5',base=10) int(base=10) int('1'*4300)%10 int('1'*4301) int('f'*5000,16)%7 int(1e20) int(float('nan')) int(float('inf')) int('0x',16)
int('0x_f',16) int('-0b1',2) int('1\\n') int('é') float() float('1.5') float(' 1.5\\n') float('1e5') float('1e400') float('-inf')
float('Infinity') float('nan') float('NaNs') float('1_0.5_0') float('1_.5') float('.5') float('5.') float('.') float('') float('1e')
float('e5') float('0x1p3') float(5) float(True) float(None) float([]) float(10**400) float('١.٥') float(b'1.5') float('+1') float('1,5')
complex() complex(1) complex(1,2) complex('1+2j') complex('j') complex('-j') complex('1-j') complex('1 + 2j') complex('(1+2j)') complex(' 1j ')
complex('a') complex('1','2') complex(1,'2') complex([]) complex(1j,2j) complex('1e5j') complex('nan+infj') complex(True) complex(1.5,-0.0)
complex(real=1,imag=2) complex('1e+5-2e-3j') complex('') complex('1+2') complex(1,None)
round(2.5) round(3.5) round(-2.5) round(0.5) round(2.675,2) round(1234.5,-2) round(1250,-2) round(1350,-2) round(-1350,-2) round(15,-1)
round(25,-1) round(5) round(5,2) round(True) round(1e20) round(2.5,0) round(1.005,2) round('a') round(2.5,'a') round(2.5,None) round(1e300,5)
round(1.5,400) round(1.5,-400) round(0.1+0.2,15) round(5e-324,323) round(float('inf')) round(float('nan'),2) round(1e16,-16) round(number=2.567,ndigits=1)
round() round(1,2,3) round(55,-2) round(45,-2) round(0.15,1) round(2**70,-3) round(1.7976931348623157e308,-308) round(-0.4) round(-0.04,1)
abs(-5) abs(5) abs(-5.5) abs(True) abs(3+4j) abs('a') abs(-2**70) abs(-0.0) abs() divmod(7,2) divmod(-7,2) divmod(7,-2) divmod(7.5,2)
divmod(-7.5,2) divmod(7,0) divmod(7.0,0) divmod('a',1) divmod(1j,1) divmod(2**70,3) divmod(True,2) divmod(5,float('inf')) divmod(-5,float('inf'))
pow(2,10) pow(2,-1) pow(2,10,1000) pow(2,-1,5) pow(2,-1,4) pow(3,5,-7) pow(2,3,0) pow(2,3,1) pow(0,0) pow(0,-1) pow(0.0,-1) pow(-8,1/3) pow(2.0,3)
pow(2.0,3,4) pow('a',2) pow(2,3,'a') pow(base=2,exp=3) pow(2) pow(2,3,None) pow(-2,3,5) pow(1e200,2) pow(2,0.5) pow(True,2) pow(1j,2) pow(1j,2,3)
min(1,2) min([3,1,2]) max('abc') max(1,2.0) max([]) min([],default=5) max(1) max() max(1,'a') max(1,2,default=3) max([1],foo=2) max([1,True]) min(True,1)
max([1,2],key=None) min(('b','a')) max({1:2,3:4}) min(2.0,2) max(2,2.0) max(float('nan'),1) max(1,float('nan')) sum([1,2,3]) sum([]) sum([1.5,2])
sum([1],10) sum([1],start=10) sum(['a']) sum(['a'],'') sum([[1],[2]],[]) sum(5) sum() sum([b'a'],b'') sum([0.1]*10) sum([True,True]) sum(range(10)) sum((1j,2))
chr(97) chr(0x1F600) chr(-1) chr(0x110000) chr('a') chr(2**40) chr(97.0) ord('a') ord('\U0001F600') ord('ab') ord('') ord(5) ord(b'a') ord(b'ab') hex(255)
hex(-255) hex('a') hex(1.5) oct(8) oct(-8) bin(5) bin(-5) bin(True) hex(2**70) ascii('aé') ascii('\U0001F600') ascii([1,'ü']) ascii("it's é") ascii('\\n')
(5).bit_length() (-256).bit_length() (0).bit_length() (2**70).bit_length() (7).bit_count() (-7).bit_count() (5).to_bytes(2,'big') (5).to_bytes(2,'little')
(5).to_bytes() (-1).to_bytes(2,'big',signed=True) (-1).to_bytes(2,'big') (256).to_bytes(1,'big') (5).to_bytes(-1,'big') (5).to_bytes(2,'x') (5).to_bytes(length=3,byteorder='little')
(128).to_bytes(1,'big',signed=True) (-128).to_bytes(1,'big',signed=True) (0).to_bytes(0,'big') int.from_bytes(b'\\x01\\x02','big') int.from_bytes(b'\\x01\\x02','little')
int.from_bytes(b'\\xff','big',signed=True) int.from_bytes([1,2],'big') int.from_bytes(b'') int.from_bytes('ab','big') int.from_bytes([300],'big') (5).as_integer_ratio()
(5).conjugate() (True).conjugate() (5).real (5).imag (5).numerator (True).denominator (2.5).real (2.5).imag (1+2j).real (1+2j).imag (1+2j).conjugate() (2.5).conjugate()
(2.5).is_integer() (2.0).is_integer() float('inf').is_integer() (0.5).hex() (-1.5).hex() (0.1).hex() (0.0).hex() (5e-324).hex() float('inf').hex() float.fromhex('0x1.8p1')
float.fromhex('1.8') float.fromhex('-0x1p-1074') float.fromhex('zz') float.fromhex('0x1p5000') float.fromhex('inf') float.fromhex(5) (2.5).as_integer_ratio() (0.1).as_integer_ratio()
float('inf').as_integer_ratio() float('nan').as_integer_ratio() (1e300).as_integer_ratio() str(10**4300) 10**4299%7 str(10**4299)[-1] repr(-10**4300) '%d'%10**3 f'{10**4300}'
1j*1j 1j+1 1-1j 2j/1j 1j/0 (1+2j)*(3-4j) (1+2j)/(3-4j) 2j**2 (1+2j)**2 (1+2j)**-1 (1+2j)**0.5 1j**1j 0j**0 0j**-1 1j//1 1j%1 1j<2 1j==1j 1+0j==1 1j!=0 -1j +1j ~1j
3j 1.5e3j 1e-5j 0j -0j (-0.0+0j) 1e16j complex(0,-0.0) complex(-0.0,1) str(1+2j) repr(-2j) bool(0j) bool(1j) (1+2j)==(1+2j) {1j:1}[1j] {1:2}[1+0j]
True+True True*2 True/2 True**2 -True ~True True&1 True|False True^True 2.0**0.5 (-2.0)**0.5 2**-1 0.1+0.2 1e308*10 7//2.0 -7//2.0 7%-3 7.5%-2 0.0/1 1/3
""")
BYTES = words("""
b'' b'abc' b'\\xff\\x00\\n\\t\\'"' b"it's" b'a\\\\b' bytes() bytes(3) bytes(-1) bytes([1,2,255]) bytes([256]) bytes('abc') bytes('abc','ascii') bytes('é','utf-8') bytes('é','ascii')
bytes(5.5) bytes(None) bytes([1.5]) bytes(b'abc') bytes(['a']) bytes(range(5)) bytes((97,)) bytes(5,'ascii') bytes(encoding='ascii') bytes(1,2,3,4) b'abc'[0] b'abc'[-1] b'abc'[5] b'abc'['a']
b'a'+b'b' b'a'+'b' b'a'*3 3*b'ab' b'a'*-1 b'a'*1.5 (b'a' in b'abc') (97 in b'abc') (300 in b'abc') ('a' in b'abc') (b'' in b'') b'a'<b'b' b'a'==b'a' b'a'=='a' b'a'!='a' b'a'<'a' b'ab'>b'a' len(b'abc') list(b'abc')
b'abc'.decode() b'\\xc3\\xa9'.decode() b'\\xff'.decode() b'\\xff'.decode('latin-1') b'\\xff'.decode('ascii') b'\\xc3'.decode() b'\\xe2\\x82'.decode() b'\\xe2\\x28\\xa1'.decode() b'\\xffa'.decode('utf-8','ignore')
b'\\xffa'.decode('utf-8','replace') b'\\xffa'.decode(errors='backslashreplace') b'a'.decode('nope') b'\\xf0\\x9f\\x98\\x80'.decode() b'\\xed\\xa0\\x80'.decode() b'abc'.hex() b'\\x00\\xff'.hex() bytes.fromhex('00 ff')
bytes.fromhex('0') bytes.fromhex('zz') bytes.fromhex(5) bytes.fromhex('') b'abc'.startswith(b'a') b'abc'.startswith('a') b'abc'.startswith((b'x',b'a')) b'abc'.endswith(b'c') b'abc'.endswith(5)
b'abc'.find(b'b') b'abc'.find(98) b'abc'.find('b') b'abc'.find(300) b'abc'.index(b'z') b'abc'.rfind(b'c') b'aXbXc'.count(b'X') b'abc'.count(97) b'a,b'.split(b',') b'a b'.split() b'a,b'.split(',') b'a,b'.split(b'')
b' a '.strip() b'xax'.strip(b'x') b'a'.strip('a') b'abc'.replace(b'b',b'XX') b'abc'.replace('a','b') b'Abc'.upper() b'ABc'.lower() b','.join([b'a',b'b']) b','.join(['a']) b''.join([]) b''.join(5)
str(b'abc') str(b'abc','ascii') str(b'\\xff','ascii') str('a','ascii') str(5,'ascii') str(object=5) str() str(b'a',errors='strict') repr(b'a') {b'a':1}[b'a'] bool(b'') bool(b'a')
b'a'.nope max(b'abc') sum(b'abc') tuple(b'ab') b'abc'.upper(1)
""")
MATH = words("""
math.sqrt(2) math.sqrt(-1) math.sqrt('a') math.sqrt() math.sqrt(True) math.floor(2.7) math.floor(-2.7) math.ceil(2.1) math.trunc(-2.7) math.floor(5) math.floor('a') math.trunc('a') math.floor(float('inf'))
math.ceil(float('nan')) math.gcd(12,18) math.gcd() math.gcd(5) math.gcd(-4,6) math.gcd(1.5,2) math.lcm(4,6) math.lcm() math.lcm(0,5) math.lcm(-4,6) math.factorial(5) math.factorial(0) math.factorial(-1) math.factorial(2.0)
math.factorial(30) math.isclose(1,1+1e-10) math.isclose(1,2) math.isclose(1,1.1,rel_tol=0.2) math.isclose(0,1e-10) math.isclose(0,1e-10,abs_tol=1e-9) math.isclose(1,2,rel_tol=-1) math.isclose(1) math.isnan(float('nan'))
math.isinf(float('inf')) math.isfinite(1) math.isnan('a') math.log(10) math.log(8,2) math.log(0) math.log(-1) math.log(10**400) math.log(1,1) math.log(2,1) math.log() math.log2(8) math.log2(10**400) math.log10(1000) math.log10(0)
math.log2(3) math.exp(1) math.exp(1000) math.exp(-1000) math.sin(1) math.cos(1) math.tan(1) math.sin(float('inf')) math.atan(1) math.atan2(1,2) math.atan2(-0.0,-1) math.asin(1) math.asin(2) math.acos(0.5) math.acos(-2)
math.degrees(1) math.radians(180) math.hypot(3,4) math.hypot(1,2,3) math.hypot() math.hypot(float('inf'),float('nan')) math.hypot('a') math.hypot(1e200,1e200) math.hypot(0.1,0.2) math.fabs(-3) math.fmod(7,3) math.fmod(-7,3)
math.fmod(7,0) math.fmod(7,float('inf')) math.fmod(1) math.modf(2.5) math.modf(-2.5) math.modf(float('inf')) math.frexp(10) math.frexp(0.0) math.frexp(-0.1) math.ldexp(0.5,3) math.ldexp(1,2000) math.ldexp(1,1.5) math.copysign(3,-0.0)
math.pow(2,3) math.pow(0,-1) math.pow(-1,0.5) math.pow(1e200,2) math.pow(2,'a') math.prod([1,2,3]) math.prod([]) math.prod([2],start=5) math.prod([1.5,2]) math.prod(5) math.fsum([0.1]*10) math.fsum([1e16,1,-1e16]) math.fsum([])
math.fsum(['a']) math.dist([0,0],[3,4]) math.dist([1],[1,2]) math.dist((1,2,3),(4,5,6)) math.comb(5,2) math.comb(5,6) math.comb(-1,2) math.comb(5,-1) math.comb(50,25) math.perm(5,2) math.perm(5) math.perm(2,5) math.perm(-1) math.pi math.e math.tau
math.inf math.nan math.nope math.pi==math.pi math.sinh(1) math.tanh(1) math.isqrt(17) math.isqrt(-1) math.cbrt(27) math.exp2(3) math.sqrt(16) math.sqrt(10**400) (math.pi is math.pi) math.floor(1e20) math.ceil(-0.5) math.comb(5,2.0)
""")
IDENTITY = words("""
s.strip() s.lstrip('z') s.replace('z','y') s.center(2) s.ljust(3) s.rjust(1) s.zfill(3) s.expandtabs() s.removeprefix('q') s.removesuffix('q') s.split(',')[0] s.split()[0] s.rsplit('q')[0] s.splitlines()[0]
s.partition('q')[0] s.rpartition('q')[2] '{}'.format(s) '%s'%s format(s) format(s,'s') format(s,'2') str(s) ''.join([s]) ','.join((s,)) s*1 s+'' ''+s s.format() s%() '{0!s}'.format(s) '{:.9}'.format(s) s.lower() s.upper()
s.casefold() s.title() s.swapcase() s.capitalize() s.translate({}) ''.join([s,'']) '%s%s'%(s,'') '{}{}'.format(s,'') s.replace('x','y',0) s.replace('x','x') s.encode().decode()
""")
ONES = words("""
q.upper().lower() e.join([e,q]) e.join([q]) a.replace(a,q) (q+a).replace(a,e) q.center(1) e.center(1,q) e.ljust(1,q) (q+a).strip(a) (q+','+a).split(',')[0] (q+' ').split()[0] q.encode().decode() (q+a).removesuffix(a)
'{}'.format(q) '%s'%q '%c'%113 format(q) q*1 q+e e+q a.translate({97:q}) (q+a).partition(a)[0] q.capitalize().lower() (q+a)[0] format(113,'c') '{:c}'.format(113) str(q) repr(q)[1]
""")


def run(program):
    """What a program prints, and the exception that ends it."""
    output = io.StringIO()
    error = None
    with contextlib.redirect_stdout(output):
        try:
            exec(compile(program, "<snippet>", "exec"), {"__name__": "__main__"})
        except Exception as exception:
            error = type(exception).__name__ + (f": {exception}" if str(exception) else "")
    return output.getvalue(), error


def write(program):
    output, error = run(program)
    sys.stdout.write("===\n" + program + "---\n" + output + (f"!{error}\n" if error is not None else ""))


def record(expressions, setup=""):
    """Programs that print expressions, one an exception and ten a program for the rest."""
    group = []
    for expression in dict.fromkeys(expressions):
        program = setup + f"print(repr({expression}))\n"
        try:
            compile(program, "<snippet>", "exec")
        except SyntaxError:
            raise SystemExit(f"no expression: {expression}")
        if run(program)[1] is not None:
            write(program)
            continue
        group.append(expression)
        if len(group) == 10:
            write(setup + "".join(f"print(repr({e}))\n" for e in group))
            group = []
    if group:
        write(setup + "".join(f"print(repr({e}))\n" for e in group))


def main():
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Expressions over text and numbers, and what CPython {version} prints and raises: measured by "
          "Tests/Tools/text-snippets.py.")
    print("A program, a line '---', its output and, after '!', the exception that ends it; a line '===' between two.")
    record(f"{text}.{method}()" for method in PLAIN_METHODS for text in TEXTS)
    receivers = ["'abc'", "'Hello, World'", "' a,b  c '"]
    record(f"{receivers[number % 3]}.{call}" for number, call in enumerate(CALLS))
    record(f"{text}.{call}" for call in CALLS for text in receivers
           if run(f"{text}.{call}")[1] is None)
    record(f"'{character}'.{method}()" for character in "\u019b\u0295\u10fc\u4e24\u200c\u30fb\ua7d3\ua7f2\u16a0\u2160"
           for method in ("upper", "title", "islower", "isnumeric", "isalpha", "isidentifier"))
    record(["str.maketrans('abc','xyz')", "str.maketrans({'a':'b',99:None})", "str.maketrans('ab','c')", "str.maketrans('a','b','c')",
            "str.maketrans(5)", "str.maketrans({'ab':1})", "str.maketrans({1.5:1})", "str.maketrans(1,'a')", "str.maketrans('a',1)",
            "'abc'.translate(str.maketrans('ab','xy','c'))", "str.upper('abc')", "str.upper(5)", "str.upper()", "str.join(',',['a','b'])",
            "'é' == 'e\u0301'", "'é' < 'f'", "'Z' < 'a'", "'\U0001F600' > '\uffff'", "len('\U0001F600')", "'\U0001F600'[0]", "'e\u0301'[1]"])
    record(f"format({value}, {spec!r})" for value in FORMAT_VALUES for spec in FORMAT_SPECS
           if run(f"format({value}, {spec!r})")[1] is None)
    errors = {}
    for value in FORMAT_VALUES:
        for spec in FORMAT_SPECS:
            error = run(f"format({value}, {spec!r})")[1]
            if error is not None:
                errors.setdefault(error, f"format({value}, {spec!r})")
    record(errors.values())
    record(PERCENTS)
    record(FORMATS, SETUP.split("\n", 1)[1])
    record(FSTRINGS, "n = 5\ns = 'txt'\nx = 3.14159\nw = 8\np = 2\nd = {'k': 'v'}\n")
    record(["format(Price(5), 'x')", "f'{Price(5):>3}'", "f'{Price(5)}'", "'{:a}{}'.format(Price(1), Price(2))", "'%s' % Price(3)",
            "format(Wrong(), '')"],
           "class Price:\n    def __init__(self, n):\n        self.n = n\n    def __format__(self, spec):\n"
           "        return spec + '|' + str(self.n)\n    def __str__(self):\n        return 'Price'\n"
           "class Wrong:\n    def __format__(self, spec):\n        return 5\n")
    record(["max(['aa', 'b'], key=len)", "min(['aa', 'b', 'c'], key=len)", "max(3, -5, key=abs)", "max([], key=len, default=1)",
            "max([1], key=len)", "0.0 ** float('-inf')", "pow(0.0, float('-inf'))"])
    record(INTS)
    record(BYTES)
    record(MATH, "import math\n")
    record((f"({expression}) is s" for expression in IDENTITY), "s = 'x' * 3\n")
    record((f"({expression}) is q" for expression in ONES), "q = chr(113)\na = chr(97)\ne = ''\n")
    record(["b'a' is b'ba'.strip(b'b')", "bytes([97]) is b'ab'.strip(b'b')", "b'' is bytes()"])


main()
