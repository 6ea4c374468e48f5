using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>One set of servers for the tests of this project.</summary>
[CollectionDefinition(Name)]
public sealed class Servers : ICollectionFixture<TestServers>
{
    public const string Name = "servers";
}
