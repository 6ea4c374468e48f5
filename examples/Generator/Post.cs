using Bogus.DataSets;

namespace Workforce.Generator;

/// <summary>A post (jabatan) with what it asks for.</summary>
/// <param name="Title">As the register names it.</param>
/// <param name="Schooling">Completed by the worker who holds the post.</param>
/// <param name="Field">Field of study (bidang ilmu); empty where schooling has none.</param>
/// <param name="Only">Set where only one sex holds the post.</param>
public sealed record Post(string Title, Schooling Schooling, string Field = "", Name.Gender? Only = null);
