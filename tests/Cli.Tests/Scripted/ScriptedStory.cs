using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Cli.Cities;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>What the people of a story have entered, and what follows from it at once.</summary>
internal sealed class ScriptedStory
{
    /// <summary>Whether sheets are read: a row for each contract of the unit, in order; a NIK of zeros is rejected.</summary>
    public bool IsPlayed { get; set; }

    public List<(string Caller, string Sheet)> Sheets { get; } = [];

    public List<Rating> Ratings { get; } = [];

    public List<Notice> Notices { get; } = [];

    public List<ReminderNoticeCount> ReminderNotices { get; } = [];

    public List<Appointment> Appointments { get; } = [];

    public List<Objection> Objections { get; } = [];

    public List<(string Caller, RuleOnObjectionRequest Request)> Rulings { get; } = [];

    public int ReceiptFiles { get; set; }

    public List<(string Caller, string Sheet)> SeparationSheets { get; } = [];

    public List<Separation> Separations { get; } = [];

    /// <summary>Notices of separations that are not issued before these answers.</summary>
    public int NoticesLate { get; set; }

    /// <summary>Who asked for recommendations; before the first, there are none.</summary>
    public List<string> Recommended { get; } = [];

    /// <summary>When they did.</summary>
    public List<DateTimeOffset> RecommendedAt { get; } = [];

    public ScriptedProposals Decided { get; } = new();

    public static string CallerOf(ServerCallContext context)
    {
        var payload = context.RequestHeaders.GetValue("authorization")!.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))).RootElement.GetProperty("sub").GetString()!;
    }

    public RoundProgress Progress(Script script)
    {
        var rated = Ratings.Select(rating => rating.Content.ContractId).ToHashSet();
        var units = script.Periods.GroupBy(period => period.UnitId)
            .Select(unit => new UnitProgress { UnitId = unit.Key, Contracts = unit.Count(), Rated = unit.Count(period => rated.Contains(period.ContractId)) }).ToList();
        return new RoundProgress { Units = { units }, Contracts = script.Periods.Count, Rated = rated.Count };
    }

    public RateByFileReply Sign(Script script, string sheet, string caller)
    {
        Sheets.Add((caller, sheet));
        var rows = sheet.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        if (Array.FindIndex(rows, row => row.StartsWith("0000", StringComparison.Ordinal)) is var wrong and >= 0)
            return new RateByFileReply { RowsRead = rows.Length, RowsRejected = 1, Findings = { new Finding { Severity = Severity.Rejected, Row = wrong + 2, Column = "NIK", Value = "…0000", Reason = "no contract of a unit that you head has it" } } };
        var unit = script.Units.Single(unit => unit.Head.Subject == caller);
        var periods = script.Periods.Where(period => period.UnitId == unit.Id).Take(rows.Length).ToList();
        var rated = Ratings.Select(rating => rating.Content.ContractId).ToHashSet();
        foreach (var period in periods.Where(period => !rated.Contains(period.ContractId)))
        {
            Ratings.Add(new Rating { Content = new RatingContent { RatingId = $"{Guid.NewGuid()}", RoundId = ScriptedRounds.RoundId, ContractId = period.ContractId, UnitId = unit.Id, Version = 1, Predicate = Predicate.Poor, Facts = new RatingFacts { Result = Expectation.At, Conduct = Expectation.Below, Absences = { new Absence { Kind = AbsenceKind.Unexcused, Days = 2 } } }, SignedAt = Timestamp.FromDateTimeOffset(script.Clocks["evaluation"]), SignedBy = new Actor { Subject = caller } } });
            Notices.Add(new Notice { Id = $"{Guid.NewGuid()}", Kind = NoticeKind.Rated, RecipientKind = RecipientKind.Worker, RoundId = ScriptedRounds.RoundId, ContractId = period.ContractId });
        }
        return new RateByFileReply { RowsRead = rows.Length, RowsSigned = rows.Length };
    }

    public Objection File(Script script, FileObjectionRequest request)
    {
        var filed = new Objection { Id = $"{Guid.NewGuid()}", ContractId = request.ContractId, UnitId = script.Periods.Single(period => period.ContractId == request.ContractId).UnitId, Reason = request.Reason, FiledOn = request.FiledOn };
        Objections.Add(filed);
        return filed;
    }

    public RecordReceiptsByFileReply Receive()
    {
        ReceiptFiles++;
        foreach (var notice in Notices)
            notice.Receipt = new Receipt { ReceivedOn = "2020-12-21" };
        return new RecordReceiptsByFileReply { RowsRead = Notices.Count, RowsRecorded = Notices.Count };
    }

    /// <summary>A row is the first contract of its NIK; a code that is none is rejected.</summary>
    public RecordSeparationsByFileReply Separate(Script script, string sheet, string caller)
    {
        SeparationSheets.Add((caller, sheet));
        var reply = new RecordSeparationsByFileReply();
        foreach (var (at, cells) in sheet.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(row => row.Split(',')).Index())
        {
            var period = script.Periods.First(period => script.Niks[period.ContractId] == cells[0]);
            reply.RowsRead++;
            if (!EnumWords.All<SeparationCode>().TryGetValue(cells[1], out var code))
            {
                reply.RowsRejected++;
                reply.Findings.Add(new Finding { Severity = Severity.Rejected, Row = at + 2, Column = "Kode", Value = cells[1], Reason = "is none of cpns, pppk" });
            }
            else if (Separations.Any(known => known.ContractId == period.ContractId))
            {
                reply.RowsUnchanged++;
            }
            else
            {
                reply.RowsRecorded++;
                Separations.Add(new Separation { Id = $"{Guid.NewGuid()}", ContractId = period.ContractId, WorkerId = period.WorkerId, UnitId = period.UnitId, Code = code, EffectiveOn = cells[2], RecordedAt = Timestamp.FromDateTimeOffset(script.Clocks["contract"]) });
            }
        }
        return reply;
    }

    /// <summary>One notice of each separation, but of who has died.</summary>
    public IEnumerable<Notice> SeparationNotices(string workerId) => NoticesLate-- > 0 ? [] : Separations
        .Where(separation => separation.WorkerId == workerId && separation.Code is not SeparationCode.Died)
        .Select(separation => new Notice { Id = $"{Guid.NewGuid()}", Kind = NoticeKind.Separated, RecipientKind = RecipientKind.Worker, WorkerId = workerId, SeparationId = separation.Id });

    public Objection Rule(RuleOnObjectionRequest request, string caller)
    {
        Rulings.Add((caller, request));
        var objection = Objections.Single(objection => objection.Id == request.ObjectionId);
        objection.Ruling = new Ruling { Outcome = request.Outcome };
        Notices.Add(new Notice { Id = $"{Guid.NewGuid()}", Kind = NoticeKind.ObjectionRuled, RecipientKind = RecipientKind.Worker, ContractId = objection.ContractId });
        return objection;
    }
}

internal sealed class ScriptedAppointments(Script script) : AppointmentService.AppointmentServiceBase
{
    public override Task<Appointment> AddAppointment(AddAppointmentRequest request, ServerCallContext context)
    {
        var made = new Appointment { Id = $"{Guid.NewGuid()}", Office = new Office { Code = request.Office, Superior = request.Office == "sekda" ? "walikota" : "", Signs = request.Office == "walikota" }, Name = request.Name, Subject = request.Subject, Issuer = SetupKey.Issuer, Capacity = request.Capacity, FirstDay = request.FirstDay };
        script.Story.Appointments.Add(made);
        return Task.FromResult(made);
    }

    public override Task<ListAppointmentsReply> ListAppointments(ListAppointmentsRequest request, ServerCallContext context) => Task.FromResult(new ListAppointmentsReply
    {
        Appointments =
        {
            script.Units.Select(unit => new Appointment { Office = new Office { Code = unit.Code, UnitId = unit.Id, Superior = unit.Superior }, Name = unit.Head.Name, Subject = unit.Head.Subject, Issuer = SetupKey.Issuer, Capacity = Capacity.Definitive }),
            script.Story.Appointments,
        },
    });
}
