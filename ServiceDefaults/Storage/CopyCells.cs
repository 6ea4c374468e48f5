using Npgsql;
using NpgsqlTypes;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>
/// One cell of a binary COPY each, null included. They write into Npgsql's buffer and wait for the network only when it is full.
/// </summary>
public static class CopyCells
{
    public static void Id(this NpgsqlBinaryImporter copy, Guid? id)
    {
        if (id is { } value)
            copy.Write(value, NpgsqlDbType.Uuid);
        else
            copy.WriteNull();
    }

    public static void Text(this NpgsqlBinaryImporter copy, string? text)
    {
        if (text is null)
            copy.WriteNull();
        else
            copy.Write(text, NpgsqlDbType.Text);
    }

    public static void Day(this NpgsqlBinaryImporter copy, DateOnly? day)
    {
        if (day is { } value)
            copy.Write(value, NpgsqlDbType.Date);
        else
            copy.WriteNull();
    }

    public static void Moment(this NpgsqlBinaryImporter copy, DateTime moment) => copy.Write(moment, NpgsqlDbType.TimestampTz);

    public static void Amount(this NpgsqlBinaryImporter copy, long? amount)
    {
        if (amount is { } value)
            copy.Write(value, NpgsqlDbType.Bigint);
        else
            copy.WriteNull();
    }

    public static void Number(this NpgsqlBinaryImporter copy, int number) => copy.Write(number, NpgsqlDbType.Integer);

    public static void Small(this NpgsqlBinaryImporter copy, short number) => copy.Write(number, NpgsqlDbType.Smallint);

    public static void Flag(this NpgsqlBinaryImporter copy, bool flag) => copy.Write(flag, NpgsqlDbType.Boolean);
}
