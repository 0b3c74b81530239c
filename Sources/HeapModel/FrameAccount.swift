// The memory of frames where each frame is an object that the collector counts.
//
// Each piece of code keeps the memory of one frame for its next call; what more there is goes to a free list
// (Objects/frameobject.c, frame_dealloc and _PyFrame_New_NoTrack, co_zombieframe). Measured with `gc.get_count()` inside
// functions.
extension RuntimeFacts {
    /// Whether a frame is an object from its first moment on (until 3.10; from 3.11 on it lies on a stack of the
    /// interpreter, and becomes an object where something asks for it).
    package var framesAreObjects: Bool { !since(3, 11) }
}

extension Heap {
    /// A call enters a frame of some code.
    mutating func takeFrame(of code: Ref) {
        guard facts.framesAreObjects, !code.isNull else { return }
        if self[code].flags.contains(.keepsFrame) {
            self[code].flags.remove(.keepsFrame)
        } else {
            countAllocation(from: .frame)
        }
    }

    /// A frame of some code, which is still alive, is gone.
    mutating func giveBackFrame(of code: Ref) {
        guard facts.framesAreObjects, !code.isNull else { return }
        if self[code].flags.contains(.keepsFrame) {
            countRelease(to: .frame)
        } else {
            self[code].flags.insert(.keepsFrame)
        }
    }
}
