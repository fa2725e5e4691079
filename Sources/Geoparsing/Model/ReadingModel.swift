#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the model can say of a stretch of text.
package enum ModelReading: UInt8, CaseIterable, Sendable {
  /// No name of a place.
  case none
  case literal, metonym, embedded

  /// Nil for no name of a place.
  package var role: Role? {
    switch self {
    case .none: nil
    case .literal: .literal
    case .metonym: .metonym
    case .embedded: .embedded
    }
  }
}

/// A trained linear model over hashed features, mapped read-only from its file (`Gazetteer/model/fr.lieudit-model`).
///
/// It tells of each doubtful toponym whether it is the place, stands for its people, is part of another name, or none; the
/// rules' own answer is one of its features. Its sums are of whole numbers, so that the same text gives the same
/// answer on every machine.
///
/// Unchecked `Sendable`: the mapping is never written and is unmapped only in `deinit`.
public final class ReadingModel: @unchecked Sendable {
  private let file: UnsafeRawBufferPointer
  private let tags: UnsafeRawPointer
  private let weights: UnsafeRawPointer
  private let mask: UInt64
  /// How many features have weights.
  public let featureCount: Int

  /// Maps a model and checks all of it. Throws `ModelError` where the file is missing, none, of another version or
  /// damaged.
  public init(path: String) throws(ModelError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadable(path: path, reason: "it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size > 0 else { throw .foreign(path: path) }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    let bytes = UnsafeRawBufferPointer(start: base, count: size)
    let header: Header
    do throws(ModelError) {
      header = try Header(of: bytes, path: path)
    } catch {
      munmap(base, size)
      throw error
    }
    file = bytes
    featureCount = Int(header.features)
    mask = UInt64(header.slots - 1)
    tags = UnsafeRawPointer(base) + ModelFormat.headerSize
    weights = tags + header.slots * 4
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: file.baseAddress), file.count) }

  /// A feature's weights for the readings, in units of `ModelFormat.unit`; zeros for a feature that the model lacks.
  @inline(__always)
  func weights(of feature: UInt64) -> SIMD4<Int32> {
    let tag = ModelFormat.tag(of: feature)
    var slot = feature & mask
    // The table has free slots (see `Header`), so that the search ends.
    while true {
      let found = UInt32(littleEndian: tags.loadUnaligned(fromByteOffset: Int(slot) * 4, as: UInt32.self))
      if found == tag { break }
      if found == 0 { return .zero }
      slot = (slot + 1) & mask
    }
    let packed = UInt64(
      littleEndian: weights.loadUnaligned(fromByteOffset: Int(slot) * 8, as: UInt64.self))
    return SIMD4(
      Int32(Int16(truncatingIfNeeded: packed)), Int32(Int16(truncatingIfNeeded: packed >> 16)),
      Int32(Int16(truncatingIfNeeded: packed >> 32)), Int32(Int16(truncatingIfNeeded: packed >> 48)))
  }
}

extension ReadingModel {
  /// A header that is true of its file.
  private struct Header {
    let slots: Int
    let features: UInt32

    init(of bytes: UnsafeRawBufferPointer, path: String) throws(ModelError) {
      func u32(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      }
      func u64(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      func damaged(_ expected: String, _ found: String) -> ModelError {
        .damaged(path: path, expected: expected, found: found)
      }
      guard bytes.count >= ModelFormat.magic.count, bytes.starts(with: ModelFormat.magic) else {
        throw .foreign(path: path)
      }
      guard bytes.count >= ModelFormat.headerSize else {
        throw damaged("a header of \(ModelFormat.headerSize) bytes", "\(bytes.count) bytes")
      }
      guard u32(8) == ModelFormat.version else {
        throw .version(path: path, expected: "format \(ModelFormat.version)", found: "format \(u32(8))")
      }
      guard u32(12) == FeatureTemplate.version else {
        throw .version(
          path: path, expected: "features \(FeatureTemplate.version)", found: "features \(u32(12))")
      }
      let bits = u32(20)
      guard u32(16) == UInt32(ModelReading.allCases.count), bits <= ModelFormat.mostSlotBits else {
        throw damaged(
          "4 readings and at most 2^\(ModelFormat.mostSlotBits) slots", "\(u32(16)) and 2^\(bits)")
      }
      slots = 1 << Int(bits)
      features = u32(24)
      let size = ModelFormat.headerSize + slots * 12
      guard bytes.count == size, u64(32) == UInt64(size) else {
        throw damaged("\(size) bytes", "\(bytes.count)")
      }
      guard features < slots else { throw damaged("fewer than \(slots) features", "\(features)") }
      let sum = ModelFormat.checksum(of: bytes)
      guard u64(ModelFormat.checksumOffset) == sum else {
        throw damaged(
          "checksum \(String(u64(ModelFormat.checksumOffset), radix: 16))", String(sum, radix: 16))
      }
      var taken = 0
      for slot in 0..<slots where u32(ModelFormat.headerSize + slot * 4) != 0 { taken += 1 }
      guard taken == Int(features) else { throw damaged("\(features) features", "\(taken)") }
    }
  }
}
