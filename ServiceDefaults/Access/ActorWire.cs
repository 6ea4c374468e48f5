namespace Workforce.ServiceDefaults.Access;

/// <summary>Whose act it was, on the wire.</summary>
public static class ActorWire
{
    public static Workforce.Access.V1.Actor ToWire(this Actor actor) => new() { Issuer = actor.Issuer, Subject = actor.Subject, Name = actor.Name };
}
