namespace Workforce.Registry.Workers;

/// <summary>Jenis kelamin.</summary>
public enum Sex
{
    Male,
    Female,
}
