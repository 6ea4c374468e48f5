using Xunit;

namespace Workforce.Registry.Tests;

/// <summary>One set of servers, and one Registry on them, for the tests of this project. Each test has its own city.</summary>
[CollectionDefinition(Name)]
public sealed class Servers : ICollectionFixture<RegistryService>
{
    public const string Name = "servers";
}
