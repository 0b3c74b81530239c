class S:
    __slots__ = ('a',)
class T(S):
    pass
r=[]
def t(f):
    try: f()
    except Exception as e: r.append(str(e))
s=S()
def a(): s.x=1
def b(): del s.x
def c(): s.x
def d(): (5).x=1
def e(): [].x=1
def f(): [].append=1
def g(): del [].append
def h(): object().x=1
def i(): del (5).x
def j(): (5).real=1
def k(): 'abc'.replace()
def l(): b'abc'.replace()
def m(): 'abc'.replace('a')
def n(): 'abc'.replace('a','b',1,2)
def o(): True.numerator = 2
def p(): (2.5).imag = 1
for fn in [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p]: t(fn)
