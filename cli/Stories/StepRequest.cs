using System.Security.Cryptography;
using System.Text;
using Workforce.Cli.Clocks;

namespace Workforce.Cli.Stories;

/// <summary>Names a call of a step, so that it has the same answer when the story is played again: nothing is entered twice.</summary>
internal static class StepRequest
{
    /// <param name="act">The field of the step.</param>
    /// <param name="parts">What the step enters: of a file its hash, for a corrected one is another call.</param>
    /// <returns>A UUID that follows from the story, the step's moment and these.</returns>
    public static string IdOf(Stage stage, string act, params string[] parts)
    {
        string[] name = [stage.City.Code, ServiceClock.Iso(stage.Story.StartsAt), ServiceClock.Iso(stage.At), act, .. parts];
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', name))).AsSpan(0, 16);
        // Version 8 of RFC 9562: of the application's own making.
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return $"{new Guid(id, bigEndian: true)}";
    }
}
