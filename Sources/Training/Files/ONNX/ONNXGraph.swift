/// An ONNX graph under construction: nodes in the order of their execution, and the numbers that they use.
///
/// The field numbers are those of `onnx.proto`.
struct ONNXGraph {
  enum Attribute {
    case integer(Int)
    case integers([Int])
    case float(Float)
  }

  private var message = ProtobufMessage()

  init(name: String) { message.add(2, name) }

  /// Adds a node with one output, which has the name of the node.
  mutating func addNode(
    _ operation: String, name: String, inputs: [String],
    attributes: KeyValuePairs<String, Attribute> = [:]
  ) {
    var node = ProtobufMessage()
    for input in inputs { node.add(1, input) }
    node.add(2, name)
    node.add(3, name)
    node.add(4, operation)
    for (name, value) in attributes { node.add(5, Self.attribute(name, value)) }
    message.add(1, node)
  }

  private static func attribute(_ name: String, _ value: Attribute) -> ProtobufMessage {
    var attribute = ProtobufMessage()
    attribute.add(1, name)
    switch value {
    case .float(let value):
      attribute.add(2, value)
      attribute.add(20, 1)
    case .integer(let value):
      attribute.add(3, value)
      attribute.add(20, 2)
    case .integers(let values):
      for value in values { attribute.add(8, value) }
      attribute.add(20, 7)
    }
    return attribute
  }

  /// The element types in `TensorProto.DataType`.
  private enum DataType {
    static let float = 1
    static let int64 = 7
  }

  mutating func addNumbers(_ name: String, _ dimensions: [Int], _ numbers: [Float]) {
    addTensor(name, dimensions, DataType.float, LittleEndian.bytes(of: numbers))
  }

  mutating func addIntegers(_ name: String, _ numbers: [Int]) {
    addTensor(name, [numbers.count], DataType.int64, numbers.flatMap { LittleEndian.bytes(of: Int64($0)) })
  }

  private mutating func addTensor(_ name: String, _ dimensions: [Int], _ type: Int, _ bytes: [UInt8]) {
    var tensor = ProtobufMessage()
    for dimension in dimensions { tensor.add(1, dimension) }
    tensor.add(2, type)
    tensor.add(8, name)
    tensor.add(9, bytes)
    message.add(5, tensor)
  }

  /// Adds an input: a batch of any size, with these dimensions per image.
  mutating func addInput(_ name: String, _ dimensions: [Int], _ documentation: String) {
    message.add(11, Self.value(name, dimensions, documentation))
  }

  /// Adds an output: a batch of any size, with these dimensions per image.
  mutating func addOutput(_ name: String, _ dimensions: [Int], _ documentation: String) {
    message.add(12, Self.value(name, dimensions, documentation))
  }

  private static func value(_ name: String, _ dimensions: [Int], _ documentation: String) -> ProtobufMessage {
    var shape = ProtobufMessage()
    var batch = ProtobufMessage()
    batch.add(2, "batch")
    shape.add(1, batch)
    for size in dimensions {
      var dimension = ProtobufMessage()
      dimension.add(1, size)
      shape.add(1, dimension)
    }
    var (tensor, type, value) = (ProtobufMessage(), ProtobufMessage(), ProtobufMessage())
    tensor.add(1, DataType.float)
    tensor.add(2, shape)
    type.add(1, tensor)
    value.add(1, name)
    value.add(2, type)
    value.add(3, documentation)
    return value
  }

  /// Returns the bytes of an ONNX file with this graph.
  ///
  /// - Parameter metadata: texts for people and other programs, in this order.
  func model(
    producer: String, version: String, documentation: String, metadata: [(key: String, value: String)]
  ) -> [UInt8] {
    var model = ProtobufMessage()
    model.add(1, 8)
    model.add(2, producer)
    model.add(3, version)
    model.add(6, documentation)
    model.add(7, message)
    var operators = ProtobufMessage()
    operators.add(1, "")
    operators.add(2, 13)
    model.add(8, operators)
    for (key, value) in metadata {
      var entry = ProtobufMessage()
      entry.add(1, key)
      entry.add(2, value)
      model.add(14, entry)
    }
    return model.bytes
  }
}
