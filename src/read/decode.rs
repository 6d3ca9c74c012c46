//! From bytes to text, and what to say of bytes that are none.

/// The text of these bytes, which begin at byte `start` of their input. A letter parted by the end is left off where
/// the bytes are only the beginning of something.
pub(super) fn decode(bytes: &[u8], start: u64, whole: bool) -> Result<&str, String> {
    if start == 0 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")) {
        return Err("is UTF-16; convert it to UTF-8, for instance with `iconv -f UTF-16 -t UTF-8`".to_owned());
    }
    if let Some(zero) = bytes.iter().position(|&byte| byte == 0) {
        return Err(format!("is binary data, not text: a zero at byte {}", start + zero as u64));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(why) if !whole && why.error_len().is_none() => {
            Ok(str::from_utf8(&bytes[..why.valid_up_to()]).unwrap_or_default())
        }
        Err(why) => Err(format!(
            "is not UTF-8 from byte {} on; convert it, for instance with `iconv -f WINDOWS-1252 -t UTF-8`",
            start + why.valid_up_to() as u64
        )),
    }
}

/// The first `limit` bytes of a text, up to a line end if there is one, else to a blank, else to a letter's end.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        end = text[..end].rfind('\n').or_else(|| text[..end].rfind(' ')).unwrap_or(end);
    }
    &text[..end]
}
