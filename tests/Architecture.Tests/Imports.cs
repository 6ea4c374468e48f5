using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Workforce.Architecture.Tests;

/// <summary>What a type imports, read from what the compiler made of it, so that no alias or global using hides anything.</summary>
internal static class Imports
{
    /// <summary>A type with the types nested in it: lambdas and state machines belong to who wrote them.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        type.WithNested().SelectMany(OfOne).SelectMany(Unfolded).Where(reference => reference is not GenericParameter);

    public static IEnumerable<MethodReference> CallsOf(TypeDefinition type) =>
        from one in type.WithNested()
        from method in one.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        let call = instruction.Operand as MethodReference
        where call is not null
        select call;

    private static IEnumerable<TypeReference> OfOne(TypeDefinition type)
    {
        if (type.BaseType is not null)
            yield return type.BaseType;
        foreach (var implemented in type.Interfaces)
            yield return implemented.InterfaceType;
        foreach (var field in type.Fields)
            yield return field.FieldType;
        foreach (var reference in type.Methods.SelectMany(OfMethod))
            yield return reference;
    }

    private static IEnumerable<TypeReference> OfMethod(MethodDefinition method)
    {
        yield return method.ReturnType;
        foreach (var parameter in method.Parameters)
            yield return parameter.ParameterType;
        if (!method.HasBody)
            yield break;
        foreach (var variable in method.Body.Variables)
            yield return variable.VariableType;
        foreach (var reference in method.Body.Instructions.SelectMany(OfInstruction))
            yield return reference;
    }

    private static IEnumerable<TypeReference> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType],
        FieldReference field => [field.DeclaringType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Unfolded(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Unfolded).Prepend(generic.ElementType),
        TypeSpecification wrapped => Unfolded(wrapped.ElementType),
        _ => [type],
    };
}
