#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How much of the stack of the thread that runs a program is left.
///
/// Built-in functions that call back into the program nest on our own stack, and Python's limit of recursion allows a
/// thousand such calls and more, for which the stack of a thread that somebody else made may not last.
package struct StackBounds {
    /// Below this address no new call may begin.
    private let lowest: UInt

    /// What one more call from a built-in function into the program may take.
    private static let reserve = 512 * 1024

    /// The bounds of the thread that asks, of whose stack so many bytes are known to be free.
    package init(free: Int) {
        lowest = StackBounds.here() - UInt(free - min(free / 2, StackBounds.reserve))
    }

    /// Of a thread that somebody else made: the smallest stack that a system gives (Darwin's secondary threads have
    /// 512 KiB), less what its owner may have used.
    package static var ofUnknownThread: StackBounds { StackBounds(free: 384 * 1024) }

    package var isExhausted: Bool { StackBounds.here() < lowest }

    private static func here() -> UInt {
        var mark: UInt8 = 0
        return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
    }
}

/// Runs `body` on a thread with a large stack, and waits for it.
///
/// Reading a scenario and walking through its tree go as deep as the text is nested, and a thread that somebody else
/// made may have room for a few levels only.
///
/// Only addresses are set aside for the stack; memory follows where it is used. Where the system does not even give the
/// addresses, less is asked for; in the end `body` runs on the thread that called.
package func onDeepStack<Result>(_ body: (StackBounds) -> Result) -> Result {
    for size in [1 << 30, 1 << 28, 1 << 26] {
        if let result = onNewThread(stack: size, { body(StackBounds(free: size - 65536)) }) { return result }
    }
    return body(.ofUnknownThread)
}

/// A closure as an object, so that its address can pass through C.
private final class Call {
    let run: () -> Void

    init(run: @escaping () -> Void) {
        self.run = run
    }
}

/// Runs `body` on a new thread with a stack of so many bytes; nil where there is no such thread.
private func onNewThread<Result>(stack size: Int, _ body: () -> Result) -> Result? {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return nil }
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, size) == 0 else { return nil }
    var result: Result?
    withoutActuallyEscaping(body) { body in
        let call = Call { result = body() }
        withExtendedLifetime(call) {
            let context = Unmanaged.passUnretained(call).toOpaque()
            #if canImport(Darwin)
                var thread: pthread_t?
                let status = pthread_create(
                    &thread, &attributes,
                    { context in
                        Unmanaged<Call>.fromOpaque(context).takeUnretainedValue().run()
                        return nil
                    }, context)
                if status == 0, let thread { pthread_join(thread, nil) }
            #else
                var thread = pthread_t()
                let status = pthread_create(
                    &thread, &attributes,
                    { context in
                        if let context { Unmanaged<Call>.fromOpaque(context).takeUnretainedValue().run() }
                        return nil
                    }, context)
                if status == 0 { pthread_join(thread, nil) }
            #endif
        }
    }
    return result
}
