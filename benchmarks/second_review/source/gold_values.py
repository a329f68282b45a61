"""The right answers, as stated in the full texts."""


def st(arms, time, i, c, where, population=None, preferred=True, computed=None, note=None, cells=None):
    keys = ("mean", "sd", "total", "se")
    d = dict(outcome="stress", comparison="mindfulness-control", arms=arms, time=time, population=population, instrument="PSS-10",
             change=False, intervention=dict(zip(keys, i)), comparator=dict(zip(keys, c)), effect=None, where=where, preferred=preferred)
    return d | ({"computed": computed} if computed else {}) | ({"note": note} if note else {}) | ({"cells": cells} if cells else {})


def dr(arms, time, i, c, where, preferred=True, note=None, cells=None):
    keys = ("events", "total")
    d = dict(outcome="dropout", comparison="mindfulness-control", arms=arms, time=time, population="randomised", instrument=None,
             change=False, intervention=dict(zip(keys, i)), comparator=dict(zip(keys, c)), effect=None, where=where, preferred=preferred)
    return d | ({"note": note} if note else {}) | ({"cells": cells} if cells else {})


def eff(d, est, low, high):
    d["effect"] = {"measure": "MD", "estimate": est, "low": low, "high": high}
    return d


A = ["MBSR", "waiting list"]
F = ["mindfulness group", "control group"]
H = ["Mindfulness", "Waiting list"]
Y = ["Mindfulness", "Waiting list"]
P = ["application", "usual practice"]
K = ["Mindfulness training", "Waiting list"]
M = ["Mindfulness course", "Waiting group"]
T = ["Mindfulness programme", "Usual practice"]

RESULTS = {
    "lindqvist2016": {"design": "parallel", "results": [
        eff(st(A, "8 weeks", (16.2, 5.6, 43), (20.1, 6.4, 45),
               'Table 2, rows under "Perceived stress (PSS-10)": "8 weeks 16.2 (5.6) 20.1 (6.4)"; caption: "at 8 weeks n = 43 in the MBSR group and n = 45 in the waiting list"'),
            -3.9, -6.5, -1.3),
        dr(A, "8 weeks", (5, 48), (3, 48), 'Results: "Five of the 48 nurses in the MBSR group and three of the 48 nurses in the waiting list left the study before 8 weeks"'),
    ], "not_reported": []},
    "ferreira2018": {"design": "parallel", "results": [
        st(F, "8 weeks", (17.8, 6.1, 31), (21.6, 5.7, 33), 'Results: "At 8 weeks, perceived stress was 17.8 ± 6.1 in the mindfulness group (n = 31) and 21.6 ± 5.7 in the control group (n = 33; P = 0.01)"'),
        st(F, "6 months", (18.9, 6.4, 28), (21.2, 6.0, 30), 'Results: "At 6 months it was 18.9 ± 6.4 in the mindfulness group (n = 28) and 21.2 ± 6.0 in the control group (n = 30; P = 0.16)"', preferred=False),
        dr(F, "6 months", (7, 35), (5, 35), 'Results: "By 6 months, 7 of 35 participants in the mindfulness group and 5 of 35 in the control group had been lost to follow-up"'),
        dr(F, "8 weeks", (4, 35), (2, 35), 'Results: "At 8 weeks, 4 of 35 participants in the mindfulness group and 2 of 35 in the control group had been lost to follow-up"', preferred=False),
    ], "not_reported": []},
    "hargreaves2019": {"design": "parallel", "results": [
        st(H, "8 weeks", (15.9, 5.2, 30, 0.95), (19.4, 5.59, 30, 1.02),
           'Table 1, rows "Mindfulness 30 20.2 (1.08) 15.9 (0.95)" and "Waiting list 30 20.5 (1.11) 19.4 (1.02)"', computed=["intervention.sd", "comparator.sd"],
           note="SE stated; SD = SE × √30"),
        dr(H, "8 weeks", (0, 30), (0, 30), 'Results: "All 60 participants (30 in each group) completed the study; nobody withdrew and nobody was lost to follow-up"'),
    ], "not_reported": []},
    "yilmaz2020": {"design": "parallel, three arms", "results": [
        st(Y, "8 weeks", (16.8, 5.3, 36), (20.7, 6.0, 37), 'Table 2, row "Perceived stress (PSS-10), 8 weeks"; totals: Table 1, row "Analysed at 8 weeks"',
           note="the relaxation arm (18.2, 5.8, 34) is not part of the comparison",
           cells=[["t2", "Perceived stress (PSS-10), 8 weeks", 1, "16.8 (5.3)"], ["t2", "Perceived stress (PSS-10), 8 weeks", 3, "20.7 (6.0)"],
                  ["t1", "Analysed at 8 weeks", 1, "36"], ["t1", "Analysed at 8 weeks", 3, "37"]]),
        dr(Y, "8 weeks", (4, 40), (3, 40), 'Table 1, rows "Dropped out before 8 weeks" and "Randomised"', note="the relaxation arm (6 of 40) is not part of the comparison",
           cells=[["t1", "Dropped out before 8 weeks", 1, "4"], ["t1", "Dropped out before 8 weeks", 3, "3"], ["t1", "Randomised", 1, "40"], ["t1", "Randomised", 3, "40"]]),
    ], "not_reported": []},
    "adeyemi2021": {"design": "parallel", "results": [
        eff(st(P, "8 weeks", (18.4, 6.6, 62), (20.3, 6.3, 66), 'Table 1, rows "Perceived stress, application" and "Perceived stress, usual practice", columns under "8 weeks"',
               cells=[["t1", "Perceived stress, application", 3, "62"], ["t1", "Perceived stress, application", 4, "18.4 (6.6)"],
                      ["t1", "Perceived stress, usual practice", 3, "66"], ["t1", "Perceived stress, usual practice", 4, "20.3 (6.3)"]]), -1.9, -4.2, 0.4),
        eff(st(P, "16 weeks", (18.0, 6.9, 57), (20.5, 6.5, 63), 'Table 1, the same rows, columns under "16 weeks"', preferred=False,
               cells=[["t1", "Perceived stress, application", 5, "57"], ["t1", "Perceived stress, application", 6, "18.0 (6.9)"],
                      ["t1", "Perceived stress, usual practice", 5, "63"], ["t1", "Perceived stress, usual practice", 6, "20.5 (6.5)"]]), -2.5, -4.9, -0.1),
        dr(P, "16 weeks", (14, 71), (8, 71), 'Results: "By 16 weeks, 14 of 71 clinicians (20%) in the application group and 8 of 71 (11%) in the usual practice group had dropped out"'),
        dr(P, "8 weeks", (9, 71), (5, 71), 'Results: "We randomised 142 clinicians, 71 to each group" and "At 8 weeks 9 clinicians of the application group and 5 of the usual practice group had dropped out"', preferred=False),
    ], "not_reported": []},
    "kowalczyk2022": {"design": "parallel", "results": [
        eff(st(K, "8 weeks", (17.1, 6.2, 53), (20.4, 6.5, 51), 'Table 2, row "8 weeks, intention to treat"', population="intention to treat",
               cells=[["t2", "8 weeks, intention to treat", 1, "53"], ["t2", "8 weeks, intention to treat", 2, "17.1 ± 6.2"],
                      ["t2", "8 weeks, intention to treat", 3, "51"], ["t2", "8 weeks, intention to treat", 4, "20.4 ± 6.5"]]), -3.3, -5.8, -0.8),
        eff(st(K, "8 weeks", (15.7, 5.8, 38), (20.6, 6.4, 46), 'Table 2, row "8 weeks, per protocol"', population="per protocol", preferred=False,
               cells=[["t2", "8 weeks, per protocol", 1, "38"], ["t2", "8 weeks, per protocol", 2, "15.7 ± 5.8"],
                      ["t2", "8 weeks, per protocol", 3, "46"], ["t2", "8 weeks, per protocol", 4, "20.6 ± 6.4"]]), -4.9, -7.5, -2.3),
        dr(K, "8 weeks", (9, 53), (5, 51), 'Table 1, rows "Left the study before week 8, n (%)" and "Randomised"',
           cells=[["t1", "Left the study before week 8, n (%)", 1, "9 (17.0)"], ["t1", "Left the study before week 8, n (%)", 2, "5 (9.8)"],
                  ["t1", "Randomised", 1, "53"], ["t1", "Randomised", 2, "51"]]),
    ], "not_reported": []},
    "bianchi2015": {"design": "parallel", "results": [
        st(M, "8 weeks", (18.6, None, 32), (21.3, None, 32), 'Table 1, column "At 8 weeks"; "the mean score was 18.6 in the midwives trained and 21.3 in those who waited"',
           note="no SD, SE, interval or exact P is stated",
           cells=[["t1", "Mindfulness course", 1, "32"], ["t1", "Mindfulness course", 3, "18.6"], ["t1", "Waiting group", 1, "32"], ["t1", "Waiting group", 3, "21.3"]]),
    ], "not_reported": ["dropout"], "note": '"Five midwives left the study before its end" is not given by group'},
    "tanaka2023": {"design": "parallel", "results": [
        eff(st(T, "6 weeks", (16.0, 5.5, 40), (19.3, 5.9, 41), 'Table 1, row "Perceived stress (PSS-10)", columns "Week 6"; totals in the header: "Mindfulness programme (n = 40)", "Usual practice (n = 41)"',
               cells=[["t1", "Perceived stress (PSS-10)", 2, "16.0 (5.5)"], ["t1", "Perceived stress (PSS-10)", 4, "19.3 (5.9)"]]), -3.3, -5.8, -0.8),
        dr(T, "6 weeks", (3, 43), (2, 43), 'Results: "Three of 43 doctors in the mindfulness programme and two of 43 doctors with usual practice withdrew and did not return the questionnaire at week 6"'),
    ], "not_reported": []},
}

EXCLUDED = {
    "oduya2017": {"criterion": "I4", "where": '"There was no randomisation."'},
    "demir2019": {"criterion": "I1", "where": '"Participants were undergraduate nursing students in their second year"'},
    "mcallister2020": {"criterion": "I3", "where": '"There was no waiting list and no group without training."'},
}
UNCLEAR = {"rahimi2014": {"criterion": "I4", "where": '"They were divided into two groups of 30, an experimental group and a control group."',
                          "note": "how the groups were formed is not stated in abstract or full text"}}
NOT_RETRIEVED = ["oconnor2013"]
