#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A piece of work on a thread of its own, for what a command has to wait for at its start.
///
/// Unchecked `Sendable`: `value` is written by the thread alone, and read after it has ended.
package final class OtherThread<Value: Sendable>: @unchecked Sendable {
  private let work: @Sendable () -> Value
  private var value: Value?
  /// Nil where the system has no thread left, and once it has been joined.
  private var thread: pthread_t?

  /// Starts the work at once.
  package init(_ work: @escaping @Sendable () -> Value) {
    self.work = work
    // A box without the generic argument, which a C function's pointer cannot carry.
    let box = Unmanaged.passRetained(Box { [self] in value = self.work() })
    // As much stack as a program's first thread has: some systems give other threads a hundredth of it.
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Darwin)
      var started: pthread_t?
      let error = pthread_create(&started, &attributes, { run($0) }, box.toOpaque())
    #else
      var started = pthread_t()
      let error = pthread_create(&started, &attributes, { $0.flatMap { run($0) } }, box.toOpaque())
    #endif
    if error == 0 { thread = started } else { box.release() }
  }

  /// What the work came to; waits until it has ended. To be called once, and it has to be.
  package func wait() -> Value {
    if let thread {
      pthread_join(thread, nil)
      self.thread = nil
    }
    return value ?? work()
  }
}

private final class Box {
  let body: () -> Void
  init(_ body: @escaping () -> Void) { self.body = body }
}

private func run(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body()
  return nil
}
