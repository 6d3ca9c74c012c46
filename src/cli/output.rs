//! Where data goes: standard output, or a file that appears when it is whole.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use super::Stop;

const BUFFER: usize = 64 << 10;

/// An output to write to, and then to [`commit`](Output::commit).
pub struct Output {
    to: BufWriter<Box<dyn Write>>,
    /// What to call it where it can't be written.
    name: String,
    rename: Option<Rename>,
}

/// A file under a name of its own until it is whole; dropped before that, it is gone.
struct Rename {
    from: PathBuf,
    to: PathBuf,
}

impl Output {
    /// Standard output for none and for `-`.
    pub fn open(path: Option<&Path>) -> Result<Output, Stop> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            return Ok(Output::new(Box::new(io::stdout()), "the output".to_owned(), None));
        };
        let name = path.display().to_string();
        let opened = if is_replaceable(path) {
            Rename::create(path).map(|(file, rename)| (file, Some(rename)))
        } else {
            File::create(path).map(|file| (file, None))
        };
        match opened {
            Ok((file, rename)) => Ok(Output::new(Box::new(file), name, rename)),
            Err(why) => Err(cannot_write(&name, &why)),
        }
    }

    fn new(to: Box<dyn Write>, name: String, rename: Option<Rename>) -> Self {
        Output { to: BufWriter::with_capacity(BUFFER, to), name, rename }
    }

    /// The sentence for an error that came of writing here.
    pub fn failure(name: &str, why: &io::Error) -> Stop {
        if why.kind() == io::ErrorKind::BrokenPipe { Stop::BrokenPipe } else { cannot_write(name, why) }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Makes what was written the file that was asked for.
    pub fn commit(mut self) -> Result<(), Stop> {
        self.to
            .flush()
            .and_then(|()| self.rename.take().map_or(Ok(()), Rename::commit))
            .map_err(|why| Output::failure(&self.name, &why))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn cannot_write(name: &str, why: &io::Error) -> Stop {
    Stop::Failed(format!("can't write {name}: {why}"))
}

/// Devices and pipes are written as they are, and so is anything that stands in a folder of devices.
fn is_replaceable(path: &Path) -> bool {
    !path.starts_with("/dev") && !path.starts_with("/proc") && fs::metadata(path).map_or(true, |is| is.is_file())
}

impl Rename {
    fn create(path: &Path) -> io::Result<(File, Rename)> {
        // A link stays a link, and what it leads to changes.
        let to = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = match File::options().append(true).open(&to) {
            Ok(file) => Some(file.metadata()?.permissions()),
            Err(why) if why.kind() == io::ErrorKind::NotFound => None,
            Err(why) => return Err(why),
        };
        let name = to.file_name().unwrap_or_default().to_string_lossy();
        let from = to.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = File::create(&from)?;
        let rename = Rename { from, to };
        if let Some(permissions) = existing {
            file.set_permissions(permissions)?;
        }
        Ok((file, rename))
    }

    fn commit(self) -> io::Result<()> {
        fs::rename(&self.from, &self.to)
    }
}

impl Drop for Rename {
    fn drop(&mut self) {
        // Gone already where it was renamed.
        let _ = fs::remove_file(&self.from);
    }
}
