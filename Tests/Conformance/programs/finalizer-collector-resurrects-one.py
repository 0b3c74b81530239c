import gc

class Keeper:
    kept = None
    def __del__(self):
        print("keep")
        Keeper.kept = self

class Plain:
    pass

k = Keeper()
k.me = k
p = Plain()
p.me = p
del k, p
found = gc.collect()
print(found, Keeper.kept.me is Keeper.kept)
Keeper.kept = None
found = gc.collect()
print(found)
