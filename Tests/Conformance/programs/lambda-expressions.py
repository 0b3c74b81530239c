double = lambda n: n * 2
a = double(1000)
pairs = [(2, "b"), (1, "a")]
pairs.sort(key=lambda pair: pair[0])
compose = lambda f, g: lambda x: f(g(x))
four = compose(double, double)
b = four(1000)
