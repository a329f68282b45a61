"""Bodies of the reports in JATS XML."""


def table(id, label, caption, head, rows, foot=""):
    """head: list of rows of (text, colspan, rowspan); rows: lists of texts, the first one is the row's label."""
    h = "".join("<tr>" + "".join(
        f"<th{f' colspan={chr(34)}{c}{chr(34)}' if c > 1 else ''}{f' rowspan={chr(34)}{r}{chr(34)}' if r > 1 else ''}>{t}</th>"
        for t, c, r in row) + "</tr>\n" for row in head)
    b = "".join("<tr>" + "".join(f"<td>{t}</td>" for t in row) + "</tr>\n" for row in rows)
    f = f"<table-wrap-foot><p>{foot}</p></table-wrap-foot>\n" if foot else ""
    return (f'<table-wrap id="{id}"><label>{label}</label><caption><p>{caption}</p></caption>\n<table>\n<thead>\n{h}</thead>\n'
            f"<tbody>\n{b}</tbody>\n</table>\n{f}</table-wrap>\n")


def sec(title, *paras, type_=None):
    t = f' sec-type="{type_}"' if type_ else ""
    body = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paras)
    return f"<sec{t}><title>{title}</title>\n{body}\n</sec>\n"


def one(*texts):
    return [[(t, 1, 1) for t in texts]]


B = {}

B["yilmaz2020"] = sec("Introduction",
    "Nurses in oncology care for people who suffer and who often die. Many of them describe their work as stressful, and some leave it for this reason. Mindfulness training has been recommended to them, but in most trials it was compared with no training at all, so that it remains open whether any training with regular meetings would do as well. Relaxation is simple to teach and has been used in hospitals for decades. We therefore compared three groups.") + sec(
    "Methods",
    "<bold>Participants.</bold> Registered nurses of five cancer centres who worked at least half time were eligible. Nurses who had attended a mindfulness course before, and those on long sick leave, were not. All gave written consent, and the ethics committee of the first author's university approved the study.",
    "<bold>Allocation.</bold> A statistician who had no contact with the participants prepared a list by computer, with blocks of six, stratified by centre. The nurses were told their group by letter.",
    "<bold>Groups.</bold> Mindfulness training consisted of eight weekly sessions of 90 minutes with sitting meditation, body scan and mindful movement, and of exercises at home with recordings. Relaxation had the same number and length of sessions, in which progressive muscle relaxation was practised. The waiting list was offered the training of their choice after the study.",
    "<bold>Outcomes.</bold> Perceived stress was measured with the ten-item Perceived Stress Scale (PSS-10, 0 to 40, higher scores mean more stress). Compassion fatigue was measured with a scale of 13 items (13 to 130). Both were completed at baseline and at 8 weeks. We calculated that 34 nurses in each group would be needed to detect a difference of 4 points with a power of 80%.",
    "<bold>Analysis.</bold> Nurses with data at 8 weeks were analysed in the group to which they had been allocated, by analysis of covariance.", type_="methods") + sec(
    "Results",
    "Between January and May 2018, 163 nurses were asked and 120 were randomised. Table 1 shows the course of the study. The reasons for dropping out were change of post (five nurses), lack of time (six) and illness (two). Mean age was 38 years, 91% were women, and the groups were alike in length of service.",
    table("t1", "Table 1", "Participants in the course of the study",
          one("", "Mindfulness", "Relaxation", "Waiting list"),
          [["Randomised", "40", "40", "40"], ["Dropped out before 8 weeks", "4", "6", "3"], ["Analysed at 8 weeks", "36", "34", "37"],
           ["Attended six sessions or more", "31", "29", "–"]]),
    "Table 2 shows the outcomes. Perceived stress differed between the three groups at 8 weeks (P = 0.008). In pairwise comparisons the mindfulness group differed from the waiting list (P = 0.003), whereas relaxation did not differ significantly from either.",
    table("t2", "Table 2", "Outcomes at baseline (40 nurses per group) and at 8 weeks (those analysed); mean (SD)",
          one("", "Mindfulness", "Relaxation", "Waiting list"),
          [["Perceived stress (PSS-10), baseline", "22.0 (5.5)", "21.7 (5.9)", "22.3 (5.7)"],
           ["Perceived stress (PSS-10), 8 weeks", "16.8 (5.3)", "18.2 (5.8)", "20.7 (6.0)"],
           ["Compassion fatigue, baseline", "54.1 (17.2)", "55.6 (18.0)", "53.4 (16.5)"],
           ["Compassion fatigue, 8 weeks", "50.3 (16.8)", "51.9 (17.7)", "52.2 (16.9)"]]), type_="results") + sec(
    "Discussion",
    "Mindfulness training was followed by less perceived stress than waiting. Relaxation took a middle place, and our study was too small to tell the two trainings apart. Nurses knew their group, and all outcomes were reported by themselves. We did not follow the participants after 8 weeks, because those on the waiting list then began with a training. Centres that wish to support their nurses may choose the training which their nurses prefer.")

B["adeyemi2021"] = sec("Background",
    "General practitioners and practice nurses report rising workload. Courses on mindfulness have helped some clinicians, yet a course of eight evenings is out of reach for many. Exercises guided by an application can be done at any time. Trials of such applications in clinicians are few, and most had high attrition.") + sec(
    "Methods",
    "We did a parallel randomised controlled trial in 39 practices. Clinicians (general practitioners or practice nurses) who saw patients on at least two days a week could take part. Those who had used a mindfulness application in the last year were excluded.",
    "After completing the baseline questionnaire, clinicians were allocated 1:1 by a web service with random permuted blocks. The application group received access to an application with an exercise of ten minutes for each day, over eight weeks, with reminders. The usual practice group continued as before and received access after 16 weeks.",
    "The primary outcome was perceived stress (PSS-10; range 0–40) at 8 weeks, and the same was measured again at 16 weeks. The secondary outcome was work engagement on a scale from 0 to 6. Clinicians who did not answer after two reminders were counted as dropped out from that time on.",
    "Analyses included clinicians with data at the time in question and followed a plan that had been made public before recruitment ended. The sample size was set at 140.", type_="methods") + sec(
    "Results",
    "We randomised 142 clinicians, 71 to each group; 88 were general practitioners and 54 practice nurses. At 8 weeks 9 clinicians of the application group and 5 of the usual practice group had dropped out. By 16 weeks, 14 of 71 clinicians (20%) in the application group and 8 of 71 (11%) in the usual practice group had dropped out. Results are given in Table 1.",
    table("t1", "Table 1", "Perceived stress (PSS-10) and work engagement by group",
          [[("Outcome and group", 1, 2), ("Baseline", 2, 1), ("8 weeks", 2, 1), ("16 weeks", 2, 1)],
           [("n", 1, 1), ("Mean (SD)", 1, 1), ("n", 1, 1), ("Mean (SD)", 1, 1), ("n", 1, 1), ("Mean (SD)", 1, 1)]],
          [["Perceived stress, application", "71", "20.8 (6.2)", "62", "18.4 (6.6)", "57", "18.0 (6.9)"],
           ["Perceived stress, usual practice", "71", "20.6 (6.4)", "66", "20.3 (6.3)", "63", "20.5 (6.5)"],
           ["Work engagement, application", "71", "3.7 (1.1)", "62", "3.8 (1.2)", "57", "3.8 (1.1)"],
           ["Work engagement, usual practice", "71", "3.6 (1.2)", "66", "3.6 (1.1)", "63", "3.5 (1.2)"]]),
    "The mean difference in perceived stress was −1.9 (95% CI −4.2 to 0.4; P = 0.10) at 8 weeks and −2.5 (95% CI −4.9 to −0.1; P = 0.04) at 16 weeks. Clinicians in the application group did the exercises on a mean of 24 days (SD 17). No harms were reported.", type_="results") + sec(
    "Discussion",
    "At 8 weeks, the time set for the primary outcome, the trial did not show an effect on perceived stress that could be told from chance. The difference at 16 weeks was somewhat larger, but by then more clinicians of the application group had dropped out, and those who stay may be those who feel better. A larger trial would be needed to settle the question. Employers should not expect an application to make up for lack of staff.")

B["kowalczyk2022"] = sec("Introduction",
    "Work in nursing homes is heavy. Absence and turnover of care staff are higher than in hospitals. Few studies of mindfulness have been made in this group, perhaps because courses are seldom held in working time.") + sec(
    "Methods",
    "The trial took place in eleven nursing homes. Nurses, nursing assistants and other care staff with direct contact with residents could take part. The protocol was published before. Staff were individually randomised in a ratio of 1:1 by a central telephone service, with stratification by home.",
    "The mindfulness training had eight weekly sessions of 75 minutes, in working time. Staff on the waiting list were offered the training after 8 weeks.",
    "The outcome was perceived stress at 8 weeks, measured by the ten-item Perceived Stress Scale (PSS-10, range 0 to 40). Days of absence were taken from the records of the homes.",
    "The main analysis was by intention to treat: all those randomised were included, and missing scores were replaced by multiple imputation (50 sets). In the per-protocol analysis we included staff of the training group who had attended at least six sessions, and staff of the waiting list who had completed the questionnaire.", type_="methods") + sec(
    "Results",
    "Of 187 staff who were informed, 104 were randomised, 53 to mindfulness training and 51 to the waiting list. The mean age was 44 years; 86% were women; 41% were registered nurses. Participants and outcomes are shown in Tables 1 and 2.",
    table("t1", "Table 1", "Participants",
          one("", "Mindfulness training", "Waiting list"),
          [["Randomised", "53", "51"], ["Women, n (%)", "46 (86.8)", "43 (84.3)"], ["Registered nurses, n (%)", "22 (41.5)", "21 (41.2)"],
           ["Left the study before week 8, n (%)", "9 (17.0)", "5 (9.8)"]]),
    table("t2", "Table 2", "Perceived stress (PSS-10), mean ± SD",
          one("", "n", "Mindfulness training", "n", "Waiting list", "Difference (95% CI)"),
          [["Baseline", "53", "21.6 ± 6.0", "51", "21.2 ± 6.3", ""],
           ["8 weeks, intention to treat", "53", "17.1 ± 6.2", "51", "20.4 ± 6.5", "−3.3 (−5.8 to −0.8)"],
           ["8 weeks, per protocol", "38", "15.7 ± 5.8", "46", "20.6 ± 6.4", "−4.9 (−7.5 to −2.3)"]]),
    "Those who left the study did so because they had found other work (six), because of illness (three) or without giving a reason (five). Days of absence in the six months after the start did not differ between the groups (median 4 and 5 days). Staff named the fixed place of the training in the rota as the greatest help.", type_="results") + sec(
    "Discussion",
    "Mindfulness training in working time lowered perceived stress of care staff by about three points. The per-protocol analysis gave a larger difference, as is to be expected when those who attend are compared; it should not be taken as the effect of an offer of training. Staff could not be blinded. We do not know how long the effect lasts.")

B["bianchi2015"] = sec("Introduction",
    "Midwives work at all hours and carry much responsibility. In our region one in four has thought of leaving the profession. Mindfulness has been studied among pregnant women, but hardly among midwives.") + sec(
    "Methods",
    "All midwives of two maternity units were invited by letter. Sixty-four of them were allocated at random, by sealed envelopes shuffled and numbered by a secretary, to a course in mindfulness or to a group that was offered the course later (waiting group). The course had eight weekly meetings of two hours and one day of silence.",
    "Stress was measured with the ten-item Perceived Stress Scale (PSS-10) before the course and after it, at 8 weeks. Where the second score was missing, the first was carried forward, so that every midwife was included. Groups were compared by t test. Satisfaction was asked on a form without names.", type_="methods") + sec(
    "Findings",
    "The two groups of 32 midwives did not differ in age (mean 41 years), length of service (14 years) or number of night shifts. Five midwives left the study before its end, three because of maternity leave. The others attended 7.1 of 8 meetings on average.",
    "Mean scores are given in Table 1. After the course, the mean score was 18.6 in the midwives trained and 21.3 in those who waited (P &lt; 0.05). In midwives with less than five years of service the scores were 17.2 and 22.0.",
    table("t1", "Table 1", "Mean scores on the Perceived Stress Scale (PSS-10)",
          one("Group", "Number", "Before", "At 8 weeks"),
          [["Mindfulness course", "32", "22.1", "18.6"], ["Waiting group", "32", "21.8", "21.3"]],
          "P &lt; 0.05 for the comparison of groups at 8 weeks."),
    "Of the midwives who attended the course, 28 handed in the form, and 25 of these would recommend it to colleagues. Several asked for shorter meetings which can be fitted between shifts.", type_="results") + sec(
    "Discussion",
    "Midwives who took part in a course in mindfulness had lower scores for stress than midwives who waited. The study was small and was done in two units which lie close to each other, so that midwives of the two groups will have talked about the course. Carrying forward of scores may have made the difference smaller. We did not measure burnout. A study over at least one year, with several units, should follow.")

B["tanaka2023"] = sec("Introduction",
    "Doctors in the first two years after graduation have long hours and little control over their work. Programmes against stress must be short to be of use to them. Mindful pauses are exercises of one to three minutes which are used at set moments of the day, for instance while washing hands.") + sec(
    "Methods",
    "Junior doctors in the first two years of work at four hospitals were eligible. They were randomized in a ratio of 1:1 with a computer-generated sequence and sequentially numbered opaque envelopes. The mindfulness programme had six weekly meetings of one hour at lunch time. Doctors with usual practice had access to the support that the hospitals offer to all.",
    "At baseline and at week 6 the doctors completed the ten-item Perceived Stress Scale (PSS-10), a scale of emotional exhaustion (0 to 54) and a scale of well-being (0 to 25, higher is better). Perceived stress was the primary outcome. Doctors with both questionnaires were analysed, in the group to which they had been randomized.", type_="methods") + sec(
    "Results",
    "Eighty-six doctors were randomized, 43 to each group. Three of 43 doctors in the mindfulness programme and two of 43 doctors with usual practice withdrew and did not return the questionnaire at week 6. Half of the doctors were women, and the mean age was 28 years. Doctors of the mindfulness programme attended a median of five meetings.",
    table("t1", "Table 1", "Outcomes at baseline and at week 6, mean (SD)",
          [[("", 1, 2), ("Mindfulness programme (n = 40)", 2, 1), ("Usual practice (n = 41)", 2, 1)],
           [("Baseline", 1, 1), ("Week 6", 1, 1), ("Baseline", 1, 1), ("Week 6", 1, 1)]],
          [["Perceived stress (PSS-10)", "19.9 (6.0)", "16.0 (5.5)", "20.2 (5.7)", "19.3 (5.9)"],
           ["Emotional exhaustion", "25.8 (9.7)", "21.4 (9.1)", "25.1 (10.2)", "25.6 (9.9)"],
           ["Well-being", "13.2 (4.4)", "14.1 (4.6)", "13.5 (4.1)", "13.3 (4.5)"]]),
    "The mean difference at week 6 was −3.3 (95% CI −5.8 to −0.8) for perceived stress, −4.2 (−8.4 to 0.0) for emotional exhaustion and 0.8 (−1.2 to 2.8) for well-being. On a check list, 33 of 40 doctors reported that they used pauses on most working days. The barrier named most often was the lack of a quiet place.", type_="results") + sec(
    "Discussion",
    "A programme of six hours in all reduced perceived stress in junior doctors. Outcomes were measured at the end of the programme only, and doctors as well as trainers knew the groups. It is of interest whether doctors keep the habit when they move to another post.")

B["oduya2017"] = sec("Introduction",
    "Nurses on medical wards have many duties at the same time. Mindfulness training aims at attention to one thing at a time. We studied its effect in our hospital.") + sec(
    "Methods",
    "The study was carried out on two medical wards of one hospital. Nurses of ward A received the mindfulness training, because their head nurse had asked for it and the rota allowed it; nurses of ward B, who had no training, were the control group. There was no randomisation. All nurses with a permanent contract were invited, and 29 on each ward agreed.",
    "The training had eight weekly sessions of 90 minutes. The ten-item Perceived Stress Scale (PSS-10) was completed before the training and at 8 weeks. Groups were compared by analysis of covariance with adjustment for the score before the training, age and years of service.", type_="methods") + sec(
    "Results",
    "Nurses of ward A were younger (mean 34 years) than nurses of ward B (41 years) and had fewer years of service. All nurses completed both questionnaires.",
    table("t1", "Table 1", "Perceived stress, mean (SD)", one("", "Ward A, training (n = 29)", "Ward B, no training (n = 29)"),
          [["Before", "20.6 (5.7)", "20.1 (6.1)"], ["At 8 weeks", "17.3 (5.5)", "19.8 (6.0)"]]),
    "The adjusted difference at 8 weeks was −2.8 points (95% CI −5.2 to −0.4). Of the nurses with training, 26 attended at least six of the eight sessions.", type_="results") + sec(
    "Discussion",
    "Nurses with training had less perceived stress at 8 weeks. As the wards were not allocated at random, differences in leadership, in workload and in age may explain the result. In particular, ward B had two vacant posts for part of the time.")

B["demir2019"] = sec("Introduction",
    "Young people who enter nursing meet illness and death early. They may lack ways of coping. We tested a course of mindfulness at our teaching hospital.") + sec(
    "Methods",
    "Participants were undergraduate nursing students in their second year, who were on clinical placement at the teaching hospital for the first time. None of them was qualified or employed as a nurse. Seventy-two students were randomised by drawing lots, 36 to the course of eight weeks and 36 to a control group without intervention.",
    "Perceived stress was measured with the PSS-10 before and after the course. Coping was measured with a questionnaire of 20 items of our own, on avoidant and active coping.", type_="methods") + sec(
    "Results",
    "Three students in each group did not complete the second questionnaire. Mean age was 20 years, and 61 of the students were women.",
    table("t1", "Table 1", "Scores of the students, mean (SD)", one("", "Mindfulness course (n = 33)", "Control (n = 33)"),
          [["PSS-10, before", "21.8 (5.6)", "21.5 (5.9)"], ["PSS-10, after 8 weeks", "17.9 (5.4)", "21.0 (5.8)"],
           ["Avoidant coping, after 8 weeks", "22.4 (6.6)", "25.7 (6.2)"]]),
    "The difference in perceived stress was significant (P = 0.02), as was the difference in avoidant coping (P = 0.04).", type_="results") + sec(
    "Discussion",
    "A course of mindfulness reduced stress in nursing students on their first placement. Whether students who have learnt mindfulness will be less stressed when they work as nurses is a question for later studies. We recommend such courses to schools of nursing and to the hospitals that work with them.")

B["rahimi2014"] = sec("Introduction",
    "In dialysis, nurses care for the same patients for years. Bonds grow, and losses are felt. Stress of dialysis nurses has been described in several surveys, but little has been done against it. The purpose of this study was to examine the effect of mindfulness training.") + sec(
    "Methods",
    "Sixty nurses of three dialysis centres took part. They were divided into two groups of 30, an experimental group and a control group. Inclusion required at least one year of work in dialysis and consent; nurses under treatment by a psychiatrist were not included.",
    "The experimental group had eight sessions of mindfulness training of 90 minutes, once a week. The control group had no training. The ten-item Perceived Stress Scale was completed before the first session and at 8 weeks. Data were analysed with t tests and with analysis of covariance.", type_="methods") + sec(
    "Results",
    "The groups did not differ in age, sex or experience. Two nurses of each group were absent at the second measurement.",
    table("t1", "Table 1", "Perceived stress of dialysis nurses", one("Group", "n", "Before, mean (SD)", "8 weeks, mean (SD)"),
          [["Experimental", "28", "23.9 (5.2)", "17.5 (4.9)"], ["Control", "28", "23.5 (5.6)", "22.8 (5.5)"]]),
    "Analysis of covariance showed an effect of the group (F = 13.6, P = 0.001).", type_="results") + sec(
    "Discussion",
    "Mindfulness training was followed by a marked fall in perceived stress. The result agrees with studies in other groups of nurses. We measured at one time only after the training, and the nurses of the control group may have been disappointed. Managers of dialysis centres are advised to offer mindfulness training.")
