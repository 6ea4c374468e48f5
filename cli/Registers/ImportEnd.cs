using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>How much of a register is in once its import has ended.</summary>
public enum ImportEnd
{
    /// <summary>All rows that are not rejected.</summary>
    Whole,

    /// <summary>The rows up to where it breaks off, or has too many findings.</summary>
    BrokenOff,

    /// <summary>No row: all are rejected, or there is none.</summary>
    Nothing,
}

/// <summary>Tells it by the reply.</summary>
public static class ImportEnds
{
    extension(ImportReply reply)
    {
        public ImportEnd End =>
            reply.BrokenOff ? ImportEnd.BrokenOff
            : reply.RowsRejected == reply.RowsRead ? ImportEnd.Nothing
            : ImportEnd.Whole;
    }
}
