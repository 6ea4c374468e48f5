using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>The seed of fuzzed files: the same at each run, unless <c>WORKFORCE_FUZZ_SEED</c> has another, a number or, as a failure prints it, <c>seed,gamma</c>.</summary>
internal static class FuzzSeed
{
    private const string Variable = "WORKFORCE_FUZZ_SEED";
    private const string Usual = "20201231";

    public static string Text => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Usual;

    public static Rnd Rnd
    {
        get
        {
            var parts = Text.Split(',');
            var seed = ulong.Parse(parts[0], CultureInfo.InvariantCulture);
            return parts.Length == 1 ? new Rnd(seed) : new Rnd(seed, ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }

    public static Config Of(int files) => Config.QuickThrowOnFailure
        .WithMaxTest(files)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(Rnd, FSharpOption<int>.None)))
        .WithQuietOnSuccess(true);
}
