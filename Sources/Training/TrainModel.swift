import Evaluation
import Foundation
import GazetteerIndex
import Geoparsing
import Lieudit

/// Trains the reader's model: TrainModel OUTPUT CORPUS… (`make model` calls it).
///
/// The data folder is the one that the command would find.
@main
enum TrainModel {
  /// Features of fewer doubtful names are left out.
  static let rarest = 3

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let output = arguments.first, arguments.count > 1 else {
      fail("usage: TrainModel OUTPUT CORPUS…", status: 64)
    }
    guard let data = DataFolder.locate() else { fail("\(DataFolderError())", status: 66) }
    do {
      let geoparser = Geoparser(
        gazetteer: try Gazetteer(path: data.gazetteer), lexicon: try Lexicon(folder: data.lexicon()))
      let labels = try LabelTable(path: data.corpusLabels)
      let documents = try arguments.dropFirst().flatMap { file in
        let corpus = try Corpus(file: file, format: .gold, labels: labels)
        if let refusal = corpus.refusals.first { throw refusal }
        return corpus.documents
      }
      let set = TrainingSet(
        TrainingSet.examples(in: documents, geoparser: geoparser), rarest: rarest)
      let model = Trainer().model(for: set)
      try Data(model).write(to: URL(filePath: output), options: .atomic)
      print(
        "\(output): \(documents.count) dispatches, \(set.rows.count) doubtful names, "
          + "\(set.features.count) features, \(model.count) bytes")
    } catch {
      fail("\(error)", status: 65)
    }
  }

  private static func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(status)
  }
}
