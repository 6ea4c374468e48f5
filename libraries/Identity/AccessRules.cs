using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using Workforce.Access.V1;

namespace Workforce.Identity;

/// <summary>What each RPC of the protos declares about who may call it.</summary>
public static class AccessRules
{
    private static readonly FrozenDictionary<string, (AccessRule Rule, MethodDescriptor Method)> Declared = ReadAll();

    /// <param name="path">As HTTP has it, for example <c>/workforce.registry.v1.CityService/GetCity</c>.</param>
    /// <returns>Null when no such RPC declares a rule.</returns>
    public static AccessRule? Find(string path) => Declared.GetValueOrDefault(path).Rule;

    /// <returns>Null when no such RPC declares a rule.</returns>
    public static MethodDescriptor? FindMethod(string path) => Declared.GetValueOrDefault(path).Method;

    /// <returns>Null when it declares none.</returns>
    public static AccessRule? Of(MethodDescriptor method) =>
        method.GetOptions() is { } options && options.HasExtension(RulesExtensions.Access) ? options.GetExtension(RulesExtensions.Access) : null;

    /// <summary>Roles that an appointment gives, never a claim.</summary>
    public static IReadOnlyList<Role> ByAppointment { get; } = [Role.Head, Role.Superior, Role.Signatory];

    /// <summary>All RPCs of the protos, also one that declares no rule.</summary>
    public static IEnumerable<MethodDescriptor> Methods =>
        from type in typeof(RulesReflection).Assembly.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let file = (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!
        from service in file.Services
        from method in service.Methods
        select method;

    /// <summary>Of the role's word in claims and on the command line, for example <c>city_it</c>.</summary>
    /// <returns>Null when there is no such role.</returns>
    public static Role? RoleOf(string word) => Words.FirstOrDefault(pair => pair.Value == word) is { Value: not null } found ? found.Key : null;

    public static string WordOf(Role role) => Words[role];

    public static IEnumerable<string> RoleWords => Words.Values;

    private static readonly FrozenDictionary<Role, string> Words = RulesReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(Role)).Values
        .Where(value => value.Number > 0)
        .ToFrozenDictionary(value => (Role)value.Number, value => value.Name["ROLE_".Length..].ToLowerInvariant());

    private static FrozenDictionary<string, (AccessRule Rule, MethodDescriptor Method)> ReadAll() => (
        from method in Methods
        let rule = Of(method)
        where rule is not null
        select (Path: $"/{method.Service.FullName}/{method.Name}", Rule: rule, Method: method)).ToFrozenDictionary(found => found.Path, found => (found.Rule, found.Method));
}
