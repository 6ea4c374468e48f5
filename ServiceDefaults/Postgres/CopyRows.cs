using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Workforce.ServiceDefaults.Postgres;

/// <summary>
/// Rows as the bytes that binary COPY reads (PostgreSQL manual, COPY, Binary Format): begin each with <see cref="Row"/>, then its
/// cells in the order of the columns, null included. Npgsql's own importer resolves the type of every cell anew, which cost more
/// than reading the messages that the rows come from.
/// </summary>
public sealed class CopyRows : IDisposable
{
    private const int Missing = -1;

    // What is no text must not be stored as a question mark.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8];
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateTime FirstMoment = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Of the pool, for thousands of rows take a megabyte: garbage of that size is collected with everything else that lives.
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;
    private int _row; // where the row's number of cells stands
    private short _cells;

    internal CopyRows()
    {
        Signature.CopyTo(Take(Signature.Length));
        WriteNumber(0); // no flags
        WriteNumber(0); // no extension
    }

    public void Row()
    {
        EndRow();
        _row = _length;
        Take(sizeof(short));
    }

    public void Id(Guid? id)
    {
        if (id is { } value)
            value.TryWriteBytes(Cell(16), bigEndian: true, out _);
        else
            Null();
    }

    public void Text(string? text)
    {
        if (text is null)
            Null();
        else
            Utf8.GetBytes(text, Cell(Utf8.GetByteCount(text)));
    }

    public void Day(DateOnly? day)
    {
        if (day is { } value)
            Number(value.DayNumber - FirstDay.DayNumber);
        else
            Null();
    }

    /// <exception cref="ArgumentException">It is not UTC.</exception>
    public void Moment(DateTime moment) => Amount(
        moment.Kind is DateTimeKind.Utc
            ? (moment - FirstMoment).Ticks / TimeSpan.TicksPerMicrosecond
            : throw new ArgumentException($"Is {moment.Kind}, not UTC", nameof(moment)));

    public void Amount(long? amount)
    {
        if (amount is { } value)
            BinaryPrimitives.WriteInt64BigEndian(Cell(sizeof(long)), value);
        else
            Null();
    }

    public void Number(int? number)
    {
        if (number is { } value)
            BinaryPrimitives.WriteInt32BigEndian(Cell(sizeof(int)), value);
        else
            Null();
    }

    public void Small(short? number)
    {
        if (number is { } value)
            BinaryPrimitives.WriteInt16BigEndian(Cell(sizeof(short)), value);
        else
            Null();
    }

    public void Flag(bool? flag)
    {
        if (flag is { } value)
            Cell(1)[0] = value ? (byte)1 : (byte)0;
        else
            Null();
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            GiveBack();
        _bytes = [];
    }

    /// <returns>All of it, with its end.</returns>
    internal ReadOnlyMemory<byte> End()
    {
        EndRow();
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), Missing);
        return _bytes.AsMemory(0, _length);
    }

    private void EndRow()
    {
        if (_cells > 0)
            BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_row), _cells);
        _cells = 0;
    }

    private void Null()
    {
        _cells++;
        WriteNumber(Missing);
    }

    private Span<byte> Cell(int size)
    {
        _cells++;
        WriteNumber(size);
        return Take(size);
    }

    private void WriteNumber(int number) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), number);

    private Span<byte> Take(int size)
    {
        if (_length + size > _bytes.Length)
            Grow(Math.Max(_length + size, 2 * _bytes.Length));
        _length += size;
        return _bytes.AsSpan(_length - size, size);
    }

    private void Grow(int size)
    {
        var grown = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, _length).CopyTo(grown);
        GiveBack();
        _bytes = grown;
    }

    // Cleared: names and numbers of people must not lie about in what others rent.
    private void GiveBack() => ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
}
