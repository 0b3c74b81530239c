class Dog:
    pass

rex = Dog()
rex.name = "rex the dog"
fido = Dog()
fido.friend = rex
rex.friend = fido
same = rex is fido.friend
