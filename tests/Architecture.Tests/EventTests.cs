using Mono.Cecil;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>What an event may hold.</summary>
public sealed class EventTests
{
    private static readonly string[] Personal = ["Nik", "Phone", "Email", "Address", "WorkerName", "HeadName", "BirthDate", "Wage"];

    private static IEnumerable<TypeDefinition> Events =>
        House.Assembly("Contracts").Types.Where(type => type.Namespace.EndsWith(".Events", StringComparison.Ordinal));

    [Fact]
    public void Event_Publisher_OwnsIt() =>
        Assert.All(Events, type => Assert.Contains(type.Namespace.Split('.')[1], House.Services));

    [Fact]
    public void Event_PersonalData_IsNeverInIt() =>
        Assert.Empty(
            from type in Events
            from property in type.Properties
            where Personal.Any(word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
            select $"{type.Name}.{property.Name}");

    [Fact]
    public void Event_Record_IsSealedAndHasNoBase() =>
        Assert.All(
            Events.Where(type => !type.IsEnum), type => Assert.True(type.IsSealed && type.BaseType.FullName == "System.Object", type.FullName));
}
