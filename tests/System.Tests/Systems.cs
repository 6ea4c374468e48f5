using Xunit;

namespace Workforce.System.Tests;

/// <summary>One running system for the tests of this project; each test has a city of its own.</summary>
[CollectionDefinition(Name)]
public sealed class Systems : ICollectionFixture<SharedSystem>
{
    public const string Name = "system";
}
