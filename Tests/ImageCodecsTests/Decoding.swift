import ImageCodecs
import ImageCore

/// Decodes a file with a new decoder.
func decode(_ file: [UInt8], options: DecodingOptions = DecodingOptions()) throws(DecodingError)
  -> DecodedPhoto
{
  var decoder = PhotoDecoder()
  return try decoder.decode(file, options: options)
}

/// Returns the error of decoding a file; nil if there is none.
func rejection(of file: [UInt8], options: DecodingOptions = DecodingOptions()) -> DecodingError? {
  do {
    _ = try decode(file, options: options)
    return nil
  } catch {
    return error
  }
}

/// Returns the code of the error of decoding a file; nil if there is none.
func errorCode(of file: [UInt8], options: DecodingOptions = DecodingOptions()) -> DecodingError.Code? {
  rejection(of: file, options: options)?.code
}

let takingDamage = DecodingOptions(acceptsTruncated: true)
