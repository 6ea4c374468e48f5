namespace Workforce.Spreadsheets;

/// <summary>The one answer to whatever is broken about a workbook.</summary>
internal static class BrokenFile
{
    /// <summary>
    /// Reads a part of a file. What the libraries for zip, XML and workbooks throw at a broken one is no closed list, and may quote the
    /// file, which holds personal data: it becomes a refusal that does not.
    /// </summary>
    /// <exception cref="UnreadableFileException">The part is broken.</exception>
    /// <exception cref="IOException">The disk on which the file is kept failed, which is no fault of the file.</exception>
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is EndOfStreamException
            or not (UnreadableFileException or UnknownSheetException or OperationCanceledException or OutOfMemoryException or IOException))
        {
            throw Refusal();
        }
    }

    /// <param name="place">Where it is, as it goes on in the sentence; empty when that is not known.</param>
    public static UnreadableFileException Refusal(string place = "") =>
        new($"the workbook is broken{place}; open it, save it as a new .xlsx, or save the sheet as CSV UTF-8");
}
