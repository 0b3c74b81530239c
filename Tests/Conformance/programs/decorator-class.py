def register(cls):
    registry.append(cls)
    return cls

registry = []

@register
class Tool:
    pass

t = Tool()
n = len(registry)
