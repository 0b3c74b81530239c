def tool():
    return tool.calls

tool.calls = [1]
a = tool()
tool.calls = None
