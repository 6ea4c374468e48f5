using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>What a table is not read for, as the caller's field that is wrong.</summary>
public static class FileRefusals
{
    /// <param name="sheet">That the caller has named.</param>
    /// <exception cref="InvalidInputException">The file or the sheet.</exception>
    /// <exception cref="ExhaustedException">The service has no room for the file.</exception>
    public static async ValueTask<T> OfAsync<T>(string? sheet, Func<ValueTask<T>> read)
    {
        try
        {
            return await read();
        }
        catch (UnreadableFileException refusal)
        {
            throw new InvalidInputException("content", null, refusal.Message);
        }
        catch (UnknownSheetException refusal)
        {
            throw new InvalidInputException("header.sheet", sheet, refusal.Message);
        }
        catch (NoRoomException refusal)
        {
            throw new ExhaustedException(refusal.Message);
        }
    }
}
