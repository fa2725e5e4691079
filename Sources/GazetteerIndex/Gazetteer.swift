/// The read-only, memory-mapped index of places and names.
public final class Gazetteer: Sendable {
}
