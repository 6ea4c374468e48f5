using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <exception cref="ArgumentException">The key is not valid or has no suffix <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = ValidKey(key);
            if (!IsBinary)
                throw new ArgumentException($"The key '{key}' of a binary value must end in '{BinaryHeaderSuffix}'.", nameof(key));

            ArgumentNullException.ThrowIfNull(valueBytes);
            _valueBytes = (byte[])valueBytes.Clone();
        }

        /// <exception cref="ArgumentException">The key is not valid or has the suffix <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            Key = ValidKey(key);
            if (IsBinary)
                throw new ArgumentException($"The key '{key}' of a text value must not end in '{BinaryHeaderSuffix}'.", nameof(key));

            ArgumentNullException.ThrowIfNull(value);
            _value = value;
        }

        public string Key { get; }

        /// <summary>A copy of the bytes; of a text entry, its ASCII bytes.</summary>
        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : (byte[])_valueBytes.Clone();

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _value ?? throw new InvalidOperationException($"The value of '{Key}' is binary.");

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        public override string ToString() => IsBinary
            ? $"[Entry: key={Key}, valueBytes={Convert.ToBase64String(_valueBytes!)}]"
            : $"[Entry: key={Key}, value={_value}]";

        private static string ValidKey(string key)
        {
            var normalized = NormalizeKey(key);
            if (normalized.Length == 0 || normalized.AsSpan().ContainsAnyExcept(KeyCharacters))
                throw new ArgumentException($"The metadata key '{key}' may hold letters, digits, '_', '-' and '.' only.", nameof(key));

            return normalized;
        }
    }
}
