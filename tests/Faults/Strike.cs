using Workforce.Faults.Injection;

namespace Workforce.Faults;

/// <summary>One fault of a schedule.</summary>
/// <param name="At">Seconds after the first contracts fell due.</param>
/// <param name="Fault">What is done.</param>
/// <param name="Target">To what.</param>
/// <param name="Seconds">How long it lasts.</param>
/// <param name="Seed">Of what the fault itself picks.</param>
public sealed record Strike(double At, IFault Fault, string Target, double Seconds, int Seed)
{
    public TimeSpan Lasts => TimeSpan.FromSeconds(Seconds);
}
