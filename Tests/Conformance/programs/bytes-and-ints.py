n = (1024).to_bytes(2, "big")
m = int.from_bytes(b"\x04\x00", "big")
bits = (37).bit_length(), (255).bit_count(), (-5).to_bytes(2, "little", signed=True)
ratio = (0.75).as_integer_ratio(), (10).as_integer_ratio()
h = (0.1).hex(), float.fromhex("0x1.8p+1")
whole = (2.0).is_integer(), (2.5).is_integer()
b = bytes([65, 66]) + b"C" * 2
t = b.decode(), b.hex(), list(b), b[1], b[1:]
(300).to_bytes(1, "big")
