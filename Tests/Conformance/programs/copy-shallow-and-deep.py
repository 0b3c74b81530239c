import copy
inner = [1000]
outer = [inner, {"k": inner}]
shallow = copy.copy(outer)
deep = copy.deepcopy(outer)
inner.append(2)
same = shallow[0] is inner, deep[0] is inner, deep[0] is deep[1]["k"]
