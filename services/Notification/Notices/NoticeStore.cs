using Workforce.Contract.Events;
using Workforce.Notification.Letters;
using Workforce.Notification.Ratings;
using Workforce.Notification.Receipts;
using Workforce.Notification.Reminders;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Notification.Notices;

/// <summary>The table of notices.</summary>
public sealed class NoticeStore(Database database)
{
    private const string OfEveryKind =
        "id, contract_id, kind, recipient_kind, recipient_id, recipient, cycle_id, unit_id, keeps_working, template_version, issued_at, is_rated, is_outsourced";

    private const string Columns =
        $"""
        {OfEveryKind},
        due_day, next_first_day, next_unit_id, next_vendor_id, next_vendor, expiry, is_withdrawn, corrected_last_day, is_over
        """;

    private const string ReminderColumns = $"{OfEveryKind}, expiry, reminder_id, employer_id, employer";

    private const string RatingColumns = $"{OfEveryKind}, expiry, round_id, rating_id, rating_version, predicate, counted_days, ruling";

    private const string SeparationColumns = $"{OfEveryKind}, expiry, separation_id";

    private const string DecisionColumns = $"{OfEveryKind}, expiry, decision_id";

    private static readonly NewRows<Notice> NewReminders = new(
        "notice", ReminderColumns, key: "reminder_id, contract_id, recipient_kind, recipient_id", WriteReminder, ofWhich: "reminder_id is not null");

    private static readonly NewRows<Notice> NewOfRatings = new("notice", RatingColumns, key: "rating_id", WriteOfRating, ofWhich: "rating_id is not null");

    private static readonly NewRows<Notice> NewOfSeparations =
        new("notice", SeparationColumns, key: "separation_id", WriteOfSeparation, ofWhich: "separation_id is not null");

    // A decision has one notice, and one of its withdrawal, which is of the kind 11.
    private static readonly NewRows<Notice> NewOfDecisions =
        new("notice", DecisionColumns, key: "decision_id, (kind = 11)", WriteOfDecision, ofWhich: "decision_id is not null");

    private static readonly NewRows<Notice> New = new("notice", Columns, key: "contract_id, kind, recipient_kind, recipient_id, expiry", Write);

    /// <summary>Adds those that their recipient does not have yet: of the contract, a notice of the kind.</summary>
    /// <param name="batches">Each in order of contract, kind and recipient.</param>
    /// <returns>For each batch, how many of its notices were new.</returns>
    public static Task<IReadOnlyList<int>> AddAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation) =>
        New.AddAsync(work, batches, cancellation);

    /// <summary>Adds those to workers of whom the reminder has none yet.</summary>
    /// <param name="batches">Each of one reminder, in order of contract.</param>
    /// <returns>For each batch, how many of its notices were new.</returns>
    public static Task<IReadOnlyList<int>> AddRemindersAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation) =>
        NewReminders.AddAsync(work, batches, cancellation);

    /// <summary>Adds those to personnel offices of which the reminder has none yet.</summary>
    /// <param name="notices">One of each reminder, in order of the reminder.</param>
    /// <returns>How many were new.</returns>
    public static Task<int> AddToOfficesAsync(UnitOfWork work, IReadOnlyCollection<Notice> notices, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into notice (id, kind, recipient_kind, recipient_id, keeps_working, template_version, issued_at, expiry, reminder_id)
            select id, @kind, @office, city_id, true, template_version, issued_at, null, reminder_id
            from unnest(@ids, @cities, @versions, @issued, @reminders) as issued (id, city_id, template_version, issued_at, reminder_id)
            on conflict do nothing
            """,
            new
            {
                kind = (short)NoticeKind.ContractEnds,
                office = (short)RecipientKind.PersonnelOffice,
                ids = notices.Select(notice => notice.Id).ToArray(),
                cities = notices.Select(notice => notice.Recipient.Id).ToArray(),
                versions = notices.Select(notice => notice.TemplateVersion).ToArray(),
                issued = notices.Select(notice => notice.IssuedAt).ToArray(),
                reminders = notices.Select(notice => notice.Reminder).ToArray(),
            },
            cancellation);

    /// <summary>Adds those of versions of ratings of which there is none yet.</summary>
    /// <param name="batches">Each in order of the rating.</param>
    /// <returns>For each batch, how many of its notices were new.</returns>
    public static Task<IReadOnlyList<int>> AddOfRatingsAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation) =>
        NewOfRatings.AddAsync(work, batches, cancellation);

    /// <summary>Adds those of separations of which there is none yet.</summary>
    /// <param name="batches">Each in order of the separation.</param>
    /// <returns>For each batch, how many of its notices were new.</returns>
    public static Task<IReadOnlyList<int>> AddOfSeparationsAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation) =>
        NewOfSeparations.AddAsync(work, batches, cancellation);

    /// <summary>Adds those of decisions, or of withdrawals, of which there is none yet.</summary>
    /// <param name="batches">Each in order of the decision.</param>
    /// <returns>For each batch, how many of its notices were new.</returns>
    public static Task<IReadOnlyList<int>> AddOfDecisionsAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation) =>
        NewOfDecisions.AddAsync(work, batches, cancellation);

    /// <summary>Adds those to heads of which the reminder has none yet to the unit.</summary>
    /// <param name="notices">In order of reminder and unit.</param>
    /// <returns>How many were new.</returns>
    public static Task<int> AddToHeadsAsync(UnitOfWork work, IReadOnlyCollection<Notice> notices, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into notice (
                id, kind, recipient_kind, recipient_id, recipient, cycle_id, unit_id, keeps_working, template_version, issued_at, expiry, due_day, round_id, head_reminder_id)
            select id, @kind, @head, head_id, head, cycle_id, unit_id, true, template_version, issued_at, null, due_day, round_id, reminder_id
            from unnest(@ids, @heads, @names, @cycles, @units, @versions, @issued, @dueDays, @rounds, @reminders)
                as issued (id, head_id, head, cycle_id, unit_id, template_version, issued_at, due_day, round_id, reminder_id)
            on conflict do nothing
            """,
            new
            {
                kind = (short)NoticeKind.RatingsDue,
                head = (short)RecipientKind.Head,
                ids = notices.Select(notice => notice.Id).ToArray(),
                heads = notices.Select(notice => notice.Recipient.Id).ToArray(),
                names = notices.Select(notice => notice.Recipient.Name).ToArray(),
                cycles = notices.Select(notice => notice.CycleId).ToArray(),
                units = notices.Select(notice => notice.UnitId).ToArray(),
                versions = notices.Select(notice => notice.TemplateVersion).ToArray(),
                issued = notices.Select(notice => notice.IssuedAt).ToArray(),
                dueDays = notices.Select(notice => notice.DueDay).ToArray(),
                rounds = notices.Select(notice => notice.RoundId).ToArray(),
                reminders = notices.Select(notice => notice.HeadReminder).ToArray(),
            },
            cancellation);

    /// <summary>Remembers expiries that are taken back.</summary>
    public static Task AddReturnedAsync(UnitOfWork work, ContractsReturned returned, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into returned_contract (cycle_id, contract_id, expiry, is_withdrawn, last_day, is_over)
            select @CycleId, * from unnest(@contracts, @expiries, @withdrawn, @lastDays, @over) on conflict do nothing
            """,
            new
            {
                returned.CycleId,
                contracts = returned.Contracts.Select(one => one.ContractId).ToArray(),
                expiries = returned.Contracts.Select(one => (short)one.Expiry).ToArray(),
                withdrawn = returned.Contracts.Select(one => one.IsWithdrawn).ToArray(),
                lastDays = returned.Contracts.Select(one => one.LastDay).ToArray(),
                over = returned.Contracts.Select(one => one.IsOver).ToArray(),
            },
            cancellation);

    /// <summary>Notices to workers whose expiry is taken back, and that no notice takes back yet, of these cycles; in order of contract and expiry.</summary>
    public static Task<IReadOnlyList<NoticeToTakeBack>> ListToTakeBackAsync(UnitOfWork work, IEnumerable<Guid> cycleIds, CancellationToken cancellation) =>
        work.ListAsync<NoticeToTakeBack>(
            """
            select contract_id, expiry, cycle_id, notice.unit_id, notice.keeps_working, notice.recipient_id, notice.recipient,
                returned.is_withdrawn, returned.last_day, returned.is_over
            from returned_contract returned join notice using (cycle_id, contract_id, expiry)
            where cycle_id = any(@ids) and recipient_kind = 1 and notice.kind in (1, 2)
              and not exists (
                select from notice later
                where later.contract_id = notice.contract_id and later.kind = 3 and later.recipient_kind = 1
                  and later.recipient_id = notice.recipient_id and later.expiry = notice.expiry)
            order by contract_id, expiry
            """,
            new { ids = cycleIds.Distinct().ToArray() }, cancellation);

    /// <summary>A worker's notices, newest first.</summary>
    /// <param name="cycleId">Only of this cycle; null is any.</param>
    /// <param name="roundId">Only of this round; null is any.</param>
    /// <param name="after">Id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListOfWorkerAsync(
        Guid workerId, Guid? cycleId, Guid? roundId, Guid? after, int size, Reach reach, CancellationToken cancellation) =>
        ListAsync(
            $"""
            where recipient_kind = @worker and recipient_id = @workerId and (@cycleId is null or cycle_id = @cycleId) and (@roundId is null or round_id = @roundId)
                and (@after is null or id < @after) and {WithinReach(reach)}
            order by id desc limit @size
            """,
            reach.With(new { worker = (short)RecipientKind.Worker, workerId, cycleId, roundId, after, size }), cancellation);

    /// <summary>The notices of reminders to a city's personnel office, newest first.</summary>
    /// <param name="after">Id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListOfOfficeAsync(Guid cityId, Guid? after, int size, Reach reach, CancellationToken cancellation) =>
        ListAsync(
            $"""
            where recipient_kind = @office and recipient_id = @cityId and reminder_id is not null and (@after is null or id < @after) and {WithinReach(reach)}
            order by id desc limit @size
            """,
            reach.With(new { office = (short)RecipientKind.PersonnelOffice, cityId, after, size }), cancellation);

    /// <summary>A cycle's notices to all recipients, by unit.</summary>
    /// <param name="after">Unit and id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListOfCycleAsync(
        Guid cycleId, (Guid Unit, Guid Id)? after, int size, Reach reach, CancellationToken cancellation) =>
        ListAsync(
            $"where cycle_id = @cycleId and (unit_id, id) > (@unit, @id) and {WithinReach(reach)} order by unit_id, id limit @size",
            reach.With(new { cycleId, unit = after?.Unit ?? Guid.Empty, id = after?.Id ?? Guid.Empty, size }), cancellation);

    /// <summary>A round's notices to all recipients, by unit.</summary>
    /// <param name="cycleId">Only of this cycle; null is any.</param>
    /// <param name="after">Unit and id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListOfRoundAsync(
        Guid roundId, Guid? cycleId, (Guid Unit, Guid Id)? after, int size, Reach reach, CancellationToken cancellation) =>
        ListAsync(
            $"""
            where round_id = @roundId and (@cycleId is null or cycle_id = @cycleId) and (unit_id, id) > (@unit, @id) and {WithinReach(reach)}
            order by unit_id, id limit @size
            """,
            reach.With(new { roundId, cycleId, unit = after?.Unit ?? Guid.Empty, id = after?.Id ?? Guid.Empty, size }), cancellation);

    /// <summary>The notices to heads whose workers are not rated yet, of a city, a unit or both, newest first.</summary>
    /// <param name="after">Id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListToHeadsAsync(Guid? cityId, Guid? unitId, Guid? after, int size, Reach reach, CancellationToken cancellation) =>
        ListAsync(
            $"""
            where head_reminder_id is not null and (@unitId is null or unit_id = @unitId)
                and (@cityId is null or head_reminder_id in (select head_reminder.id from head_reminder where city_id = @cityId))
                and (@after is null or id < @after) and {WithinReach(reach)}
            order by id desc limit @size
            """,
            reach.With(new { cityId, unitId, after, size }), cancellation);

    /// <summary>How many heads of a city were reminded, the latest due day first, of each the farthest step first.</summary>
    public Task<IReadOnlyList<HeadNoticeCount>> CountToHeadsAsync(Guid cityId, CancellationToken cancellation) =>
        database.ListAsync<HeadNoticeCount>(
            """
            select about_id, is_cycle, notice.due_day, step, count(*)::int as notices, sum(unrated)::int as unrated, min(issued_at) as first_issued_at, max(issued_at) as last_issued_at
            from head_reminder
            join notice on notice.head_reminder_id = head_reminder.id
            join head_reminder_unit unit on unit.head_reminder_id = head_reminder.id and unit.unit_id = notice.unit_id
            where city_id = @cityId
            group by about_id, is_cycle, notice.due_day, step
            order by notice.due_day desc, step desc, about_id
            """,
            new { cityId }, cancellation);

    /// <summary>How many reminders that contracts of a city end were issued, the latest last day first, of each the farthest step first.</summary>
    public Task<IReadOnlyList<ReminderNoticeCount>> CountOfRemindersAsync(Guid cityId, CancellationToken cancellation) =>
        database.ListAsync<ReminderNoticeCount>(
            """
            select last_day, step, count(*) filter (where recipient_kind = @worker)::int as to_workers,
                count(*) filter (where recipient_kind = @office)::int as to_office, min(issued_at) as first_issued_at, max(issued_at) as last_issued_at
            from reminder join notice on notice.reminder_id = reminder.id
            where city_id = @cityId
            group by last_day, step
            order by last_day desc, step desc
            """,
            new { cityId, worker = (short)RecipientKind.Worker, office = (short)RecipientKind.PersonnelOffice }, cancellation);

    /// <summary>
    /// How many workers are notified that their contract of the cycle expired and they keep working, that they stay home, and that they go
    /// on by the next contract; and how many such notices are taken back, which are not among them.
    /// </summary>
    public Task<(int KeepWorking, int StayHome, int Continuing, int TakenBack)> CountAsync(Guid cycleId, Reach reach, CancellationToken cancellation) =>
        database.FindAsync<(int, int, int, int)>(
            $"""
            select count(*) filter (where kind = @expired and keeps_working and not {LetterStore.TakenBack})::int,
                count(*) filter (where kind = @expired and not keeps_working and not {LetterStore.TakenBack})::int,
                count(*) filter (where kind = @continues and not {LetterStore.TakenBack})::int,
                count(*) filter (where kind = @takenBack)::int
            from notice where cycle_id = @cycleId and recipient_kind = @worker and {WithinReach(reach)}
            """,
            reach.With(new
            {
                cycleId,
                expired = (short)NoticeKind.ContractExpired,
                continues = (short)NoticeKind.ContractContinues,
                takenBack = (short)NoticeKind.ExpiryTakenBack,
                worker = (short)RecipientKind.Worker,
            }),
            cancellation);

    /// <summary>The workers of a unit of whom the city demands a rating, in no order.</summary>
    public Task<IReadOnlyList<EvaluatedWorker>> ListEvaluatedAsync(Guid cycleId, Guid unitId, CancellationToken cancellation) =>
        database.ListAsync<EvaluatedWorker>(
            $"""
            select recipient_id as id, recipient as name, due_day, kind = 2 as continues, {RatedContractStore.IsRated} as is_rated, is_outsourced
            from notice where cycle_id = @cycleId and unit_id = @unitId and {LetterStore.DemandsRating}
            """,
            new { cycleId, unitId }, cancellation);

    // Of a head and of the personnel office the recipient is no worker.
    private static string WithinReach(Reach reach) =>
        reach.Condition(
            """
            coalesce(
                (select city_id from cycle where cycle.id = notice.cycle_id),
                (select city_id from reminder where reminder.id = notice.reminder_id),
                (select city_id from head_reminder where head_reminder.id = notice.head_reminder_id),
                (select city_id from round where round.id = notice.round_id),
                (select city_id from separation where separation.id = notice.separation_id),
                (select city_id from decision where decision.id = notice.decision_id and (withdrawn_on is not null) = (notice.kind = 11)))
            """,
            "unit_id", "case when recipient_kind = 1 then recipient_id end");

    private async Task<IReadOnlyList<Notice>> ListAsync(string conditions, object parameters, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            select {Columns}, reminder_id, employer_id, employer, round_id, rating_id, rating_version, predicate, counted_days, ruling, head_reminder_id, separation_id, decision_id,
                kind <> 3 and {LetterStore.TakenBack} as is_taken_back, {ReceiptStore.Columns}
            from notice left join receipt on receipt.notice_id = notice.id
            {conditions}
            """,
            parameters, cancellation);
        return [.. rows.Select(row => row.ToNotice())];
    }

    private static void Write(CopyRows copy, Notice notice)
    {
        WriteOfEveryKind(copy, notice);
        copy.Day(notice.DueDay);
        copy.Day(notice.Next?.FirstDay);
        copy.Id(notice.Next?.UnitId);
        copy.Id(notice.Next?.VendorId);
        copy.Text(notice.Next?.VendorName);
        copy.Small(notice.Expiry);
        copy.Flag(notice.Correction?.IsWithdrawn);
        copy.Day(notice.Correction?.LastDay);
        copy.Flag(notice.Correction?.IsOver);
    }

    private static void WriteReminder(CopyRows copy, Notice notice)
    {
        WriteOfEveryKind(copy, notice);
        copy.Small(null); // of no expiry
        copy.Id(notice.Reminder);
        copy.Id(notice.Employer?.VendorId);
        copy.Text(notice.Employer?.Name);
    }

    private static void WriteOfRating(CopyRows copy, Notice notice)
    {
        WriteOfEveryKind(copy, notice);
        copy.Small(null); // of no expiry
        copy.Id(notice.RoundId);
        copy.Id(notice.Rating!.RatingId);
        copy.Number(notice.Rating.Version);
        copy.Small((short)notice.Rating.Predicate);
        copy.Number(notice.Rating.CountedDays);
        copy.Small((short?)notice.Rating.Ruling);
    }

    private static void WriteOfSeparation(CopyRows copy, Notice notice)
    {
        WriteOfEveryKind(copy, notice);
        copy.Small(null); // of no expiry
        copy.Id(notice.SeparationId);
    }

    private static void WriteOfDecision(CopyRows copy, Notice notice)
    {
        WriteOfEveryKind(copy, notice);
        copy.Small(null); // of no expiry
        copy.Id(notice.DecisionId);
    }

    private static void WriteOfEveryKind(CopyRows copy, Notice notice)
    {
        copy.Id(notice.Id);
        copy.Id(notice.ContractId);
        copy.Small((short)notice.Kind);
        copy.Small((short)notice.Recipient.Kind);
        copy.Id(notice.Recipient.Id);
        copy.Text(notice.Recipient.Name);
        copy.Id(notice.CycleId);
        copy.Id(notice.UnitId);
        copy.Flag(notice.KeepsWorking);
        copy.Number(notice.TemplateVersion);
        copy.Moment(notice.IssuedAt);
        copy.Flag(notice.IsRated);
        copy.Flag(notice.IsOutsourced);
    }

    private sealed record Row(
        Guid Id, Guid? ContractId, NoticeKind Kind, RecipientKind RecipientKind, Guid RecipientId, string? Recipient, Guid? CycleId,
        Guid? UnitId, bool KeepsWorking, int TemplateVersion, DateTime IssuedAt, bool IsRated, bool IsOutsourced, DateOnly? DueDay,
        DateOnly? NextFirstDay, Guid? NextUnitId, Guid? NextVendorId, string? NextVendor, short? Expiry, bool? IsWithdrawn,
        DateOnly? CorrectedLastDay, bool? IsOver, Guid? ReminderId, Guid? EmployerId, string? Employer, Guid? RoundId, Guid? RatingId,
        int? RatingVersion, Predicate? Predicate, int? CountedDays, Ruling? Ruling, Guid? HeadReminderId, Guid? SeparationId, Guid? DecisionId, bool IsTakenBack,
        DateOnly? ReceivedOn, ReceiptWay? Way, string? Witness, DateTime? RecordedAt, string? ByIssuer, string? BySubject, string? ByName)
    {
        public Notice ToNotice() => new(
            Id, ContractId, Kind, new Recipient(RecipientKind, RecipientId, Recipient), CycleId, UnitId, KeepsWorking, TemplateVersion, IssuedAt,
            DueDay, NextFirstDay is { } firstDay ? new NextContract(firstDay, NextUnitId!.Value, NextVendorId, NextVendor) : null, Expiry ?? 0,
            Kind is NoticeKind.ExpiryTakenBack ? new Correction(IsWithdrawn!.Value, CorrectedLastDay!.Value, IsOver!.Value) : null, IsTakenBack,
            ReminderId, EmployerId is { } vendor ? new Employer(vendor, Employer) : null, IsRated, IsOutsourced, RoundId,
            RatingId is { } rating ? new NotifiedRating(rating, RatingVersion!.Value, Predicate!.Value, CountedDays, Ruling) : null, HeadReminderId,
            ReceivedOn is { } day ? new Receipt(Id, day, Way!.Value, Witness, RecordedAt!.Value, new Actor(ByIssuer!, BySubject!, ByName!)) : null, SeparationId, DecisionId);
    }
}
