const PORT = /^(?:\\\\\.\\)?(?:lpt|com|prn|usb)\d*:?$/i;
/** A machine and one name on it: no folder, no file, no raw device, no drive that is shared for administration. */
const SHARED_PRINTER = /^\\\\(?![.?]\\)[^\\]+\\[^\\]*[^\\$]$/;

/**
 * Whether a path on Windows can only be a printer's: a port (LPT1, \\.\LPT1) or a shared printer (\\PC\XP-58). What is
 * copied to any other path would overwrite a file.
 */
export function isWindowsPrinter(path: string): boolean {
  const name = path.replaceAll('/', '\\');
  return PORT.test(name) || SHARED_PRINTER.test(name);
}
