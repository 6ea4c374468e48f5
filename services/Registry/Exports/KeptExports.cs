using System.Globalization;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Exports;

/// <summary>The exports that are not yet sent, by their callers: as many as may fill the disk.</summary>
/// <param name="most">Of all callers.</param>
/// <param name="mostOfCaller">Of one.</param>
internal sealed class KeptExports(int most, int mostOfCaller)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Actor, int> _ofCallers = [];
    private int _all;

    /// <returns>Gives the place back when it is disposed, once or again.</returns>
    /// <exception cref="ExhaustedException">There are as many already.</exception>
    public IDisposable Take(Actor caller)
    {
        // Under another name it is the same identity.
        var identity = caller with { Name = "" };
        lock (_lock)
        {
            var own = _ofCallers.GetValueOrDefault(identity);
            if (own >= mostOfCaller)
                throw new ExhaustedException(string.Create(
                    CultureInfo.InvariantCulture, $"{own} exports of the same caller are not yet received to their end; receive or cancel one of them, then try again"));
            if (_all >= most)
                throw new ExhaustedException(string.Create(
                    CultureInfo.InvariantCulture, $"the service keeps {_all} exports that are not yet sent, as many as it may; try again later"));
            _ofCallers[identity] = own + 1;
            _all++;
        }
        return new Place(this, identity);
    }

    private void GiveBack(Actor identity)
    {
        lock (_lock)
        {
            if (--_ofCallers[identity] == 0)
                _ofCallers.Remove(identity);
            _all--;
        }
    }

    private sealed class Place(KeptExports exports, Actor identity) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
                exports.GiveBack(identity);
        }
    }
}
