import ImageCodecs
import ImageCore

/// What a decoder of its own makes of a file.
func decode(_ file: [UInt8], options: DecodingOptions = DecodingOptions()) throws(DecodingError)
  -> DecodedPhoto
{
  var decoder = PhotoDecoder()
  return try decoder.decode(file, options: options)
}

/// Why a file gives no photo; nil if it does.
func rejection(of file: [UInt8], options: DecodingOptions = DecodingOptions()) -> DecodingError? {
  do {
    _ = try decode(file, options: options)
    return nil
  } catch {
    return error
  }
}

/// The code of why a file gives no photo; nil if it does.
func errorCode(of file: [UInt8], options: DecodingOptions = DecodingOptions()) -> DecodingError.Code? {
  rejection(of: file, options: options)?.code
}

let takingDamage = DecodingOptions(acceptsTruncated: true)
