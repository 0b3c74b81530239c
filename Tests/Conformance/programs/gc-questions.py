import gc
class Plain:
    pass
p = Plain()
p.me = p
p.number = 7000
tracked = [gc.is_tracked(x) for x in (p, [], {}, {"a": 1}, {"a": []}, (), 5, "a", Plain, gc, set())]
found = gc.get_referents(p)
items = gc.get_referents([1000, 2000], {"k": 3000}, {4000: 5000})
states = [gc.isenabled()]
gc.disable()
states.append(gc.isenabled())
gc.enable()
states.append(gc.isenabled())
