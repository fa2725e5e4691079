internal import CProj

/// The PROJ library that the program runs with; opened when it is first needed, since only maps need it.
public enum ProjLibrary {
  /// `9.1.1`; nil where the library cannot be opened.
  public static var version: String? {
    guard problem == nil else { return nil }
    return String(cString: opened.calls.proj_info().version)
  }

  /// Opens the library, which takes some milliseconds, before it is needed; from any thread.
  public static func open() { _ = opened }

  /// Why the library cannot be opened, in the words of the system; nil where it can.
  static var problem: String? { opened.problem }

  /// Opened once, by whichever thread comes first.
  fileprivate static let opened = Opened()

  /// Written once, before anyone else sees it, and pointers to functions of a library that is never closed.
  fileprivate struct Opened: @unchecked Sendable {
    let calls: lieudit_proj_calls
    let problem: String?

    init() {
      // All pointers null: read by nobody before `problem` is known to be nil.
      let memory = UnsafeMutablePointer<lieudit_proj_calls>.allocate(capacity: 1)
      defer { memory.deallocate() }
      UnsafeMutableRawPointer(memory).initializeMemory(
        as: UInt8.self, repeating: 0, count: MemoryLayout<lieudit_proj_calls>.size)
      problem = lieudit_proj_open(memory).map { String(cString: $0) }
      calls = memory.pointee
    }
  }
}

/// PROJ's functions. Whoever holds a `ProjContext` may call them: there is none without the library.
var libproj: lieudit_proj_calls { ProjLibrary.opened.calls }

extension PJ_COORD {
  /// A position without height and time.
  init(_ first: Double, _ second: Double) {
    self.init(xy: PJ_XY(x: first, y: second))
  }
}
