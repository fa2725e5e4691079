import Evaluation
import Foundation
import GazetteerIndex
import Geoparsing
import Lieudit

/// Learns from annotated dispatches what the reader knows by numbers (`make model` calls it):
/// `TrainModel model OUTPUT CORPUS…` trains the model of roles, `TrainModel evidence OUTPUT CORPUS…` the weights by which
/// the bearers of a name are told apart.
///
/// The data folder is the one that the command would find.
@main
enum TrainModel {
  /// Features of fewer doubtful names are left out.
  static let rarest = 3

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count > 2, ["model", "evidence"].contains(arguments[0]) else {
      fail("usage: TrainModel model|evidence OUTPUT CORPUS…", status: 64)
    }
    guard let data = DataFolder.locate() else { fail("\(DataFolderError())", status: 66) }
    do {
      let labels = try LabelTable(path: data.corpusLabels)
      let documents = try arguments.dropFirst(2).flatMap { file in
        let corpus = try Corpus(file: file, format: .gold, labels: labels)
        if let refusal = corpus.refusals.first { throw refusal }
        return corpus.documents
      }
      if arguments[0] == "model" {
        try trainModel(arguments[1], documents, data)
      } else {
        try learnEvidence(arguments[1], documents, data)
      }
    } catch {
      fail("\(error)", status: 65)
    }
  }

  private static func trainModel(_ output: String, _ documents: [GoldDocument], _ data: DataFolder) throws {
    let geoparser = Geoparser(
      gazetteer: try Gazetteer(path: data.gazetteer), lexicon: try Lexicon(folder: data.lexicon()))
    let set = TrainingSet(TrainingSet.examples(in: documents, geoparser: geoparser), rarest: rarest)
    let model = Trainer().model(for: set)
    try Data(model).write(to: URL(filePath: output), options: .atomic)
    print(
      "\(output): \(documents.count) dispatches, \(set.rows.count) doubtful names, "
        + "\(set.features.count) features, \(model.count) bytes")
  }

  private static func learnEvidence(_ output: String, _ documents: [GoldDocument], _ data: DataFolder) throws
  {
    let gazetteer = try Gazetteer(path: data.gazetteer)
    var lexicon = try Lexicon(folder: data.lexicon())
    let model = try ReadingModel(path: data.model())
    let trainer = EvidenceTrainer()
    lexicon.evidence = .byHand
    func judged() -> [JudgedName] {
      EvidenceTrainer.names(in: documents, Geoparser(gazetteer: gazetteer, lexicon: lexicon, model: model))
    }
    var names = judged()
    print("by hand: \(EvidenceTrainer.tally(names, .byHand))")
    for _ in 0..<4 {
      lexicon.evidence = trainer.fit(names, from: lexicon.evidence)
      names = judged()
    }
    print("learned: \(EvidenceTrainer.tally(names, lexicon.evidence))")
    let table = EvidenceTable(weights: lexicon.evidence, names: names)
    try Data(table.text.utf8).write(to: URL(filePath: output), options: .atomic)
    print("\(output): \(documents.count) dispatches, \(names.count) names")
  }

  private static func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(status)
  }
}
